package sluice.queue.memory;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import sluice.api.Bounded;
import sluice.api.DeadLetter;
import sluice.api.Job;

/** The dead letters by their numbers, which rise. When there are too many, the oldest goes. */
final class DeadLetterStore {

    private final int max;

    @Bounded("queue.max-dead-letters")
    private final TreeMap<Long, DeadLetter> deadLetters = new TreeMap<>();

    private long lastId;
    private long evicted;

    DeadLetterStore(int max) {
        this.max = max;
    }

    void add(Job job, DeadLetter.Reason reason, String detail, Instant at) {
        lastId++;
        deadLetters.put(lastId, new DeadLetter(lastId, job, reason, detail, at));
        if (deadLetters.size() > max) {
            deadLetters.pollFirstEntry();
            evicted++;
        }
    }

    int size() {
        return deadLetters.size();
    }

    /** The number of dead letters dropped because there were too many. */
    long evicted() {
        return evicted;
    }

    /** Finds a dead letter by its number; null when there is none. */
    DeadLetter find(long id) {
        return deadLetters.get(id);
    }

    boolean remove(long id) {
        return deadLetters.remove(id) != null;
    }

    List<DeadLetter> list(long afterId, int limit) {
        return deadLetters.tailMap(afterId, false).values().stream()
                .limit(limit)
                .toList();
    }
}
