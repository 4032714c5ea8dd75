package sluice.queue.sqlite;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import sluice.api.Bounded;

/**
 * The one thread that uses the connection. All changes that have arrived while the last commit went to the disk are made
 * in one transaction, so that one flush of the disk serves all who wait for it. This class is thread-safe.
 *
 * <p>A change that cannot be kept is undone and answered as such, but for those that must not be lost: they wait here and
 * are made again, before all others, as soon as the disk allows it.
 */
final class Writer {

    private static final Logger LOG = System.getLogger(Writer.class.getName());

    /** The wait before a change that must not be lost is tried again. */
    static final Duration RETRY = Duration.ofSeconds(1);

    /** Many more than there are threads that could wait here. */
    private static final int MOST_WAITING = 10_000;

    /** The most changes in one transaction, so that the first does not wait long for the last. */
    private static final int MAX_BATCH = 256;

    private final Database database;
    private final StoreCore core;
    private final Supplier<Optional<String>> gone;
    private final Runnable afterTrouble;
    private final Thread thread;
    private final WriteFailure trouble;

    @Bounded("one for each thread that waits for its answer")
    private final BlockingQueue<Task<?>> inbox = new LinkedBlockingQueue<>(MOST_WAITING);

    @Bounded("one for each delivery that was under way when the disk failed")
    private final Deque<Task<?>> kept = new ArrayDeque<>();

    private volatile long keptCount;
    private boolean closed;

    Writer(
            Database database,
            StoreCore core,
            Supplier<Optional<String>> gone,
            Duration retry,
            Clock clock,
            Runnable afterTrouble) {
        this.gone = gone;
        this.database = database;
        this.core = core;
        this.trouble = new WriteFailure(retry, clock);
        this.afterTrouble = afterTrouble;
        this.thread = Thread.ofPlatform().name("sluice-store").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Makes a change and returns when it is on the disk; {@code otherwise} when it cannot be kept. */
    <T> T change(Supplier<T> work, T otherwise) {
        return ask(new Task<>(Task.Kind.CHANGE, work, otherwise));
    }

    /** Makes a change and returns when it is on the disk, or waits here to get there. */
    void mustKeep(Runnable work) {
        ask(new Task<>(
                Task.Kind.MUST_KEEP,
                () -> {
                    work.run();
                    return true;
                },
                false));
    }

    /** Asks for something between two transactions, after all changes that were made before. */
    <T> T read(Supplier<T> work) {
        return ask(new Task<>(Task.Kind.READ, work, null));
    }

    private <T> T ask(Task<T> task) {
        synchronized (inbox) {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            inbox.add(task);
        }
        return task.await();
    }

    /** The problem that keeps changes from being made; empty when all is well. */
    String problem() {
        return gone.get().orElseGet(trouble::problem);
    }

    /** The number of transactions that could not be kept. */
    long failures() {
        return trouble.failures();
    }

    /** The number of changes that wait for the disk. */
    long keptCount() {
        return keptCount;
    }

    /** Makes what waits and ends. What still cannot be kept then is lost with the process, as in a crash. */
    void close(Duration limit) {
        synchronized (inbox) {
            if (closed) {
                return;
            }
            closed = true;
            inbox.add(new Task<>(Task.Kind.STOP, () -> true, false));
        }
        try {
            if (!thread.join(limit)) {
                LOG.log(Level.WARNING, "the store did not end within {0} s", limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        boolean running = true;
        while (running) {
            List<Task<?>> batch = next();
            running = batch.stream().noneMatch(task -> task.kind() == Task.Kind.STOP);
            try {
                handle(batch);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "the store failed by a fault", e);
                batch.forEach(task -> task.fail(e));
            }
        }
    }

    /** Waits for what arrives; nothing when it is time to try again what is to be kept. */
    private List<Task<?>> next() {
        List<Task<?>> batch = new ArrayList<>();
        try {
            Task<?> first =
                    trouble.isPresent() ? inbox.poll(trouble.retry().toMillis(), TimeUnit.MILLISECONDS) : inbox.take();
            if (first != null) {
                batch.add(first);
                inbox.drainTo(batch, MAX_BATCH - 1);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the thread of the store is ended by close() only", e);
        }
        return batch;
    }

    private void handle(List<Task<?>> batch) {
        List<Task<?>> changes = new ArrayList<>(kept);
        batch.stream().filter(task -> task.kind() != Task.Kind.READ).forEach(changes::add);
        // In trouble without any, to learn whether it is over.
        if (changes.size() > kept.size() || trouble.isTimeToRetry()) {
            if (!transact(changes)) {
                // One of them is faulty. Each by itself, the others are not harmed.
                changes.forEach(task -> transact(List.of(task)));
            }
        }
        batch.stream().filter(task -> task.kind() == Task.Kind.READ).forEach(this::answer);
    }

    /** Does what changes nothing in the file; who asked is told when it fails. */
    private void answer(Task<?> read) {
        try {
            read.run();
            read.complete();
        } catch (StoreException e) {
            failed(List.of(), e);
            read.fail(e);
        } catch (RuntimeException e) {
            read.fail(e);
        }
    }

    /** Makes changes in one transaction; {@code false} when a fault of ours in one of several was in the way. */
    private boolean transact(List<Task<?>> tasks) {
        if (trouble.isFullDisk()) {
            emptyLog();
        }
        try {
            requireFile();
            database.begin();
            core.begin();
            if (trouble.isPresent()) {
                core.probe();
            }
            tasks.forEach(Task::run);
            core.beforeCommit();
            database.commit();
        } catch (StoreException e) {
            undo();
            failed(tasks, e);
            return true;
        } catch (RuntimeException e) {
            undo();
            if (tasks.size() > 1) {
                return false;
            }
            LOG.log(Level.ERROR, "a change of the store failed by a fault", e);
            kept.removeAll(tasks);
            tasks.forEach(task -> task.fail(e));
            afterTrouble();
            return true;
        }
        core.committed();
        kept.removeAll(tasks);
        keptCount = kept.size();
        tasks.forEach(Task::complete);
        if (trouble.isPresent() && kept.isEmpty()) {
            trouble.over();
            core.writable(true);
            afterTrouble();
        }
        return true;
    }

    /** Refuses to write to a file that nobody will find again. */
    private void requireFile() {
        gone.get().ifPresent(reason -> {
            throw new StoreException(reason, null);
        });
    }

    /** On a full disk the file may have room for what stands in SQLite's log; then the log has room again. */
    private void emptyLog() {
        try {
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the log of changes cannot be emptied: {0}", e.getMessage());
        }
    }

    private void undo() {
        try {
            database.rollBack();
        } catch (StoreException | IllegalStateException e) {
            // SQLite has undone it by itself already, or the transaction has not begun.
            LOG.log(Level.DEBUG, "nothing to undo: {0}", e.getMessage());
        }
        core.rolledBack();
    }

    private void failed(List<Task<?>> tasks, StoreException reason) {
        trouble.failed(reason);
        core.writable(false);
        tasks.stream()
                .filter(task -> task.kind() == Task.Kind.MUST_KEEP && !kept.contains(task))
                .forEach(kept::add);
        keptCount = kept.size();
        tasks.forEach(Task::refuse);
    }

    private void afterTrouble() {
        Thread.ofVirtual().name("sluice-store-recovered").start(afterTrouble);
    }
}
