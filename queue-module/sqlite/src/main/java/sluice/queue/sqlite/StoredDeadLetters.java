package sluice.queue.sqlite;

import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;

/**
 * The dead letters in the file. This class is thread-safe.
 *
 * @param writer makes the changes
 * @param core what it makes them with
 * @param changed is told when something waits again
 */
record StoredDeadLetters(Writer writer, StoreCore core, Runnable changed) implements DeadLetters {

    @Override
    public int size() {
        return (int) core.figures().deadLetters();
    }

    @Override
    public List<DeadLetter> list(long afterId, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be 1 or more, but is " + limit);
        }
        return writer.read(() -> core.letters(afterId, limit));
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
