package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;

/** Retries and discards dead letters, for the chat and for the dashboard. This class is thread-safe. */
public final class DeadLetterService {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterService.class);

    /** Letters can be long, and there can be thousands: so many are in memory at a time. */
    private static final int BATCH = 100;

    private final DeadLetters all;

    /** No letter of a higher number has been seen. */
    private long top;

    /**
     * Creates the service.
     *
     * @param all the dead letters
     */
    public DeadLetterService(DeadLetters all) {
        this.all = all;
    }

    /**
     * The result of retrying dead letters.
     *
     * @param queued how many wait in the queue again
     * @param full for how many there was no room
     * @param unknownOutcome how many were left, since they may have arrived
     */
    public record Retried(int queued, int full, int unknownOutcome) {}

    /**
     * One dead letter without its content.
     *
     * @param id the number of the dead letter
     * @param unknownOutcome whether it may have arrived
     * @param destination the chat that it is for
     * @param chatUnusable whether it is here because that chat could not be used
     */
    public record Entry(long id, boolean unknownOutcome, long destination, boolean chatUnusable) {

        private static Entry of(DeadLetter letter) {
            return new Entry(
                    letter.id(),
                    letter.reason() == DeadLetter.Reason.UNKNOWN_OUTCOME,
                    letter.job().destination(),
                    letter.reason() == DeadLetter.Reason.CHAT_UNUSABLE);
        }
    }

    /**
     * The number of dead letters.
     *
     * @return 0 or more
     */
    public int size() {
        return all.size();
    }

    /**
     * All of some kind.
     *
     * @param wanted true for those to return
     * @return the newest first
     */
    public List<Entry> entries(Predicate<DeadLetter> wanted) {
        List<Entry> entries = new ArrayList<>();
        List<DeadLetter> batch = all.list(0, BATCH);
        while (!batch.isEmpty()) {
            batch.stream().filter(wanted).map(Entry::of).forEach(entries::add);
            batch = all.list(batch.getLast().id(), BATCH);
        }
        Collections.reverse(entries);
        return entries;
    }

    /**
     * A page of all, from the newest on. Only the first call looks at all of them.
     *
     * @param before only such with a lower number; {@link Long#MAX_VALUE} for the newest
     * @param limit at most so many, 1 or more
     * @return the newest first
     */
    public List<DeadLetter> page(long before, int limit) {
        long end = Math.min(before, newest() + 1);
        // Numbers have gaps where letters were retried: the window grows until it holds enough.
        for (long window = limit; ; window *= 2) {
            long start = Math.max(0, end - 1 - window);
            List<DeadLetter> found = all.list(start, (int) Math.min(window, Integer.MAX_VALUE)).stream()
                    .filter(letter -> letter.id() < end)
                    .toList();
            if (found.size() >= limit || start == 0) {
                return found.subList(Math.max(0, found.size() - limit), found.size())
                        .reversed();
            }
        }
    }

    private synchronized long newest() {
        List<DeadLetter> batch = all.list(top, BATCH);
        while (!batch.isEmpty()) {
            top = batch.getLast().id();
            batch = all.list(top, BATCH);
        }
        return top;
    }

    /**
     * One of them.
     *
     * @param id the number of the dead letter
     * @return empty when there is none of that number any more
     */
    public Optional<DeadLetter> find(long id) {
        return all.list(id - 1, 1).stream().filter(letter -> letter.id() == id).findFirst();
    }

    /**
     * Tries one again, as often as somebody likes.
     *
     * @param who asks for it, for the log
     * @param id the number of the dead letter
     * @return what came of it
     */
    public DeadLetters.Retried retry(String who, long id) {
        DeadLetters.Retried retried = all.retry(id);
        LOG.info("{} retries the dead letter {}: {}", who, id, retried);
        return retried;
    }

    /**
     * Tries all again of which it is known that they were not sent, the oldest first, as they would have been sent.
     *
     * @param who asks for it, for the log
     * @param wanted true for those that are meant
     * @return what came of it
     */
    public Retried retryAll(String who, Predicate<DeadLetter> wanted) {
        int queued = 0;
        int full = 0;
        int unknownOutcome = 0;
        for (Entry entry : entries(wanted).reversed()) {
            if (entry.unknownOutcome()) {
                unknownOutcome++;
            } else if (full > 0) {
                full++;
            } else {
                switch (all.retry(entry.id())) {
                    case QUEUED -> queued++;
                    case FULL -> full++;
                    case UNKNOWN -> LOG.debug("the dead letter {} is gone already", entry.id());
                }
            }
        }
        LOG.info("{} retries {} dead letters; for {} there is no room", who, queued, full);
        return new Retried(queued, full, unknownOutcome);
    }

    /**
     * Gives one up.
     *
     * @param who asks for it, for the log
     * @param id the number of the dead letter
     * @return {@code false} when it is gone already
     */
    public boolean discard(String who, long id) {
        boolean discarded = all.discard(id);
        LOG.info("{} discards the dead letter {}", who, id);
        return discarded;
    }

    /**
     * Gives all up that somebody has seen.
     *
     * @param who asks for it, for the log
     * @param wanted true for those that are meant
     * @param newest the number of the newest one then
     * @return how many that were
     */
    public int discardAll(String who, Predicate<DeadLetter> wanted, long newest) {
        int discarded = 0;
        for (Entry entry : entries(wanted)) {
            if (entry.id() <= newest && all.discard(entry.id())) {
                discarded++;
            }
        }
        LOG.info("{} discards {} dead letters", who, discarded);
        return discarded;
    }
}
