package sluice.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.sqlite.SQLiteErrorCode;
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

    /** The most changes in one transaction, so that the first does not wait long for the last. */
    private static final int MAX_BATCH = 256;

    /** How long to wait before what must not be lost is tried again. */
    static final Duration RETRY = Duration.ofSeconds(1);

    /** A full disk has little room now and then; the log is not to be filled by that. */
    private static final Duration WARN_EVERY = Duration.ofMinutes(1);

    private enum Kind {
        READ,
        READ_AFTER,
        CHANGE,
        MUST_KEEP,
        STOP
    }

    private static final class Task<T> {
        private final Kind kind;
        private final Supplier<T> work;
        private final T otherwise;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private T result;

        Task(Kind kind, Supplier<T> work, T otherwise) {
            this.kind = kind;
            this.work = work;
            this.otherwise = otherwise;
        }

        void run() {
            result = work.get();
        }

        void complete() {
            answer.complete(result);
        }
    }

    private final Database database;
    private final LogSize log;
    private final Session session;
    private final Runnable afterTrouble;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    @Bounded("one for each thread that waits for its answer")
    private final Deque<Task<?>> waiting = new ArrayDeque<>();

    @Bounded("one for each delivery that was under way when the disk failed")
    private final Deque<Task<?>> kept = new ArrayDeque<>();

    private final Duration retry;
    private boolean closed;
    private long triedAt;
    private long warnedAt;
    private boolean full;
    private volatile String problem = "";
    private final AtomicLong failures = new AtomicLong();
    private volatile long keptCount;

    Writer(Database database, LogSize log, Session session, Duration retry, Runnable afterTrouble) {
        this.database = database;
        this.log = log;
        this.session = session;
        this.retry = retry;
        this.afterTrouble = afterTrouble;
        this.thread = Thread.ofPlatform().name("sluice-store").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Makes a change and returns when it is on the disk; {@code otherwise} when it cannot be kept. */
    <T> T change(Supplier<T> work, T otherwise) {
        return submit(new Task<>(Kind.CHANGE, work, otherwise));
    }

    /** Makes a change and returns when it is on the disk, or waits here to get there. */
    void mustKeep(Runnable work) {
        submit(new Task<>(
                Kind.MUST_KEEP,
                () -> {
                    work.run();
                    return true;
                },
                false));
    }

    /** Asks for something, after all changes that were made before. */
    <T> T read(Supplier<T> work) {
        return submit(new Task<>(Kind.READ, work, null));
    }

    /** Asks for something that wants a finished transaction. */
    <T> T readAfter(Supplier<T> work) {
        return submit(new Task<>(Kind.READ_AFTER, work, null));
    }

    /** What keeps changes from being made; empty when all is well. */
    String problem() {
        return problem;
    }

    /** How often a transaction could not be kept. */
    long failures() {
        return failures.get();
    }

    /** How many changes wait for the disk. */
    long keptCount() {
        return keptCount;
    }

    /** Makes what waits and ends. What still cannot be kept then is lost with the process, as in a crash. */
    void close(Duration limit) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(new Task<>(Kind.STOP, () -> true, false));
            arrived.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(limit)) {
                LOG.log(Level.WARNING, "the store did not end within {0} s", limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T submit(Task<T> task) {
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
        try {
            return task.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private void loop() {
        boolean running = true;
        while (running) {
            List<Task<?>> batch = next();
            running = batch.stream().noneMatch(task -> task.kind == Kind.STOP);
            try {
                handle(batch);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "the store failed by a fault", e);
                batch.forEach(task -> task.answer.completeExceptionally(e));
            }
        }
    }

    /** What has arrived; nothing when it is time to try again what is to be kept. */
    private List<Task<?>> next() {
        List<Task<?>> batch = new ArrayList<>();
        lock.lock();
        try {
            while (waiting.isEmpty() && !isTimeToRetry()) {
                if (problem.isEmpty()) {
                    arrived.awaitUninterruptibly();
                } else {
                    arrived.await(retry.toMillis(), TimeUnit.MILLISECONDS);
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

    private boolean isTimeToRetry() {
        return !problem.isEmpty() && System.nanoTime() - triedAt >= retry.toNanos();
    }

    private void handle(List<Task<?>> arrivals) {
        List<Task<?>> after =
                arrivals.stream().filter(task -> task.kind == Kind.READ_AFTER).toList();
        List<Task<?>> others =
                arrivals.stream().filter(task -> task.kind != Kind.READ_AFTER).toList();
        handleOthers(others);
        after.forEach(this::answer);
    }

    private void handleOthers(List<Task<?>> batch) {
        if (batch.stream().allMatch(task -> task.kind == Kind.READ) && !isTimeToRetry()) {
            batch.forEach(this::answer);
            return;
        }
        List<Task<?>> all = new ArrayList<>(kept);
        all.addAll(batch);
        if (transact(all)) {
            return;
        }
        // One of them is faulty. Each by itself, the others are not harmed.
        all.forEach(task -> transact(List.of(task)));
    }

    private void answer(Task<?> read) {
        try {
            read.run();
            read.complete();
        } catch (StoreException e) {
            failed(List.of(), e);
            read.answer.completeExceptionally(e);
        } catch (RuntimeException e) {
            read.answer.completeExceptionally(e);
        }
    }

    /** Makes changes in one transaction; {@code false} when a fault of ours in one of several was in the way. */
    private boolean transact(List<Task<?>> tasks) {
        if (full) {
            log.empty();
        }
        try {
            database.execute("BEGIN IMMEDIATE");
            session.begin();
            if (!problem.isEmpty()) {
                session.probe();
            }
            tasks.forEach(Task::run);
            session.beforeCommit();
            database.execute("COMMIT");
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
            tasks.forEach(task -> task.answer.completeExceptionally(e));
            afterTrouble();
            return true;
        }
        log.fit();
        session.committed();
        kept.removeAll(tasks);
        keptCount = kept.size();
        tasks.forEach(Task::complete);
        if (!problem.isEmpty() && kept.isEmpty()) {
            LOG.log(Level.INFO, "the store can be written again");
            problem = "";
            full = false;
            session.writable(true);
            afterTrouble();
        }
        return true;
    }

    private void undo() {
        try {
            database.execute("ROLLBACK");
        } catch (StoreException | IllegalStateException e) {
            // SQLite has undone it by itself already, or the transaction has not begun.
            LOG.log(Level.DEBUG, "nothing to undo: {0}", e.getMessage());
        }
        session.rolledBack();
    }

    private void failed(List<Task<?>> tasks, StoreException reason) {
        boolean first = failures.incrementAndGet() == 1;
        triedAt = System.nanoTime();
        if (first || triedAt - warnedAt >= WARN_EVERY.toNanos()) {
            warnedAt = triedAt;
            LOG.log(
                    Level.WARNING,
                    "the store cannot be written ({0}); nothing is taken in and nothing is sent until it can",
                    reason.getMessage());
        }
        problem = reason.getMessage();
        full = reason.isOf(SQLiteErrorCode.SQLITE_FULL);
        session.writable(false);
        tasks.stream()
                .filter(task -> task.kind == Kind.MUST_KEEP && !kept.contains(task))
                .forEach(kept::add);
        keptCount = kept.size();
        for (Task<?> task : tasks) {
            if (task.kind == Kind.READ) {
                answer(task);
            } else {
                refuse(task);
            }
        }
    }

    private static <T> void refuse(Task<T> task) {
        task.answer.complete(task.otherwise);
    }

    private void afterTrouble() {
        Thread.ofVirtual().name("sluice-store-recovered").start(afterTrouble);
    }
}
