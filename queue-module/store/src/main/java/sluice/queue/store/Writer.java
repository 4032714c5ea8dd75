package sluice.queue.store;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import sluice.queue.store.WriterThread.Kind;
import sluice.queue.store.WriterThread.Task;

/**
 * Makes the changes of one queue on the thread that may use the connection. This class is thread-safe.
 *
 * <p>A change that cannot be kept is undone and answered as such, but for those that must not be lost: they wait and are made again,
 * before all others, as soon as the store allows it.
 */
public final class Writer {

    private final WriterThread thread;
    private final StoreCore core;
    private final Runnable afterTrouble;
    private volatile boolean closed;

    /** Makes changes of a queue from now on; {@code afterTrouble} is called when it can again. */
    Writer(WriterThread thread, StoreCore core, Runnable afterTrouble) {
        this.thread = thread;
        this.core = core;
        this.afterTrouble = afterTrouble;
        thread.add(this);
    }

    StoreCore core() {
        return core;
    }

    void afterTrouble() {
        Thread.ofVirtual().name("sluice-store-recovered").start(afterTrouble);
    }

    /** Makes a change and returns when it is kept; {@code otherwise} when it cannot be. */
    public <T> T change(Supplier<T> work, T otherwise) {
        return ask(new Task<>(this, Kind.CHANGE, work, otherwise));
    }

    /** Makes a change and returns when it is kept; {@code false} when it cannot be. */
    boolean run(Runnable work) {
        return ask(new Task<>(this, Kind.CHANGE, () -> done(work), false));
    }

    /** Makes a change and returns when it is kept, or waits to be. */
    void mustKeep(Runnable work) {
        ask(new Task<>(this, Kind.MUST_KEEP, () -> done(work), false));
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    /** Asks for something between two transactions, after all changes that were made before. */
    public <T> T read(Supplier<T> work) {
        return ask(new Task<>(this, Kind.READ, work, null));
    }

    private <T> T ask(Task<T> task) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            thread.hand(task);
        }
        return task.await();
    }

    /** The problem that keeps changes from being made; empty when all is well. */
    public String problem() {
        return core.isLost() ? "another process owns this bot" : thread.problem();
    }

    /** The number of transactions that could not be kept. */
    long failures() {
        return thread.failures();
    }

    /** The number of changes that wait for the store. */
    long keptCount() {
        return thread.keptCount(this);
    }

    /**
     * Makes what waits and then a last change. What cannot be kept within the limit is lost with the process, as in a crash.
     *
     * @param last what is changed last
     */
    void close(Runnable last, Duration limit) throws TimeoutException {
        Task<Boolean> task = new Task<>(this, Kind.CHANGE, () -> done(last), false);
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            thread.hand(task);
        }
        try {
            task.await(limit);
        } finally {
            thread.remove(this);
        }
    }
}
