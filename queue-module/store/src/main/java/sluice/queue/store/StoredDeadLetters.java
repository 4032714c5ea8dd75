package sluice.queue.store;

import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;
import sluice.queue.store.QueueCounters.Counter;

/** The dead letters in the file. This class is thread-safe. */
final class StoredDeadLetters implements DeadLetters {

    private final Writer writer;
    private final StoreCore core;
    private final Runnable changed;

    /** {@code changed} is called when something waits again. */
    StoredDeadLetters(Writer writer, StoreCore core, Runnable changed) {
        this.writer = writer;
        this.core = core;
        this.changed = changed;
    }

    @Override
    public int size() {
        return (int) core.counters().kept(Counter.DEAD_LETTERS);
    }

    @Override
    public List<DeadLetter> list(long afterId, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be 1 or more, but is " + limit);
        }
        return writer.read(() -> core.deadLetters(afterId, limit));
    }

    @Override
    public Retried retry(long id) {
        Retried answer = writer.change(() -> core.retry(id), Retried.FULL);
        if (answer != Retried.UNKNOWN) {
            changed.run();
        }
        return answer;
    }

    @Override
    public boolean discard(long id) {
        return writer.change(() -> Optional.of(core.discard(id)), Optional.<Boolean>empty())
                .orElseThrow(() -> new IllegalStateException("the store cannot be written: " + writer.problem()));
    }
}
