package sluice.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import sluice.api.Bounded;

/** What waits for the writer thread, in the order of its arrival. This class is thread-safe. */
final class Inbox {

    private static final Logger LOG = System.getLogger(Inbox.class.getName());

    /** The most changes in one transaction, so that the first does not wait long for the last. */
    private static final int MAX_BATCH = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    @Bounded("one for each thread that waits for its answer")
    private final Deque<Task<?>> waiting = new ArrayDeque<>();

    private boolean closed;

    /** Adds a task, and waits for its answer. */
    <T> T ask(Task<T> task) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            waiting.add(task);
            arrived.signal();
        } finally {
            lock.unlock();
        }
        return task.await();
    }

    /** Takes nothing more, and lets the writer thread end after what waits; {@code false} when that was said before. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            if (first) {
                closed = true;
                waiting.add(new Task<>(Task.Kind.STOP, () -> true, false));
                arrived.signal();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what arrives; nothing when it is time to try again what is to be kept. */
    List<Task<?>> next(Trouble trouble) {
        List<Task<?>> batch = new ArrayList<>();
        lock.lock();
        try {
            while (waiting.isEmpty() && !trouble.isTimeToRetry()) {
                if (trouble.isPresent()) {
                    arrived.await(trouble.retry().toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    arrived.awaitUninterruptibly();
                }
            }
            while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(waiting.poll());
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the thread of the store is ended by close() only", e);
        } finally {
            lock.unlock();
        }
        return batch;
    }
}
