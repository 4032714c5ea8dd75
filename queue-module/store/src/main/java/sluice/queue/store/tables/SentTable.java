package sluice.queue.store.tables;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.Payload;

/**
 * The messages received by each watch, so that none is stored twice, and the copy that each of them became. Notices
 * have no watch and no key. Rows are kept for a time and up to a number.
 */
public interface SentTable {

    /** True if a job is remembered, so that the same is not stored again. */
    static boolean isRemembered(Job job) {
        return !job.watch().isEmpty() && job.payload() instanceof Payload.Relay;
    }

    /** Remembers jobs; the places in the list of those that were not stored for the same watch before. */
    BitSet add(List<Job> jobs, long now);

    /** Remembers what became of a message; from then on both are known for as long as one that comes in now. */
    void add(Copy copy, long now);

    /** A copy that was made since a time. */
    Optional<Copy> copyOf(String watch, long chatId, int messageId, long since);

    /** Removes the oldest rows beyond those that are kept, where that costs little: called with each transaction that adds some. */
    void trim();

    /** Removes those of the oldest few that are from before a time, or too many; how many. */
    int sweep(long before, int limit);
}
