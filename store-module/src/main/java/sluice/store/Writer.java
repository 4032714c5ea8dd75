package sluice.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

    /** How long to wait before what must not be lost is tried again. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Database database;
    private final LogSize log;
    private final Session session;
    private final Runnable afterTrouble;
    private final Thread thread;
    private final Inbox inbox = new Inbox();
    private final Trouble trouble;

    @Bounded("one for each delivery that was under way when the disk failed")
    private final Deque<Task<?>> kept = new ArrayDeque<>();

    private volatile long keptCount;

    Writer(Database database, LogSize log, Session session, Duration retry, Runnable afterTrouble) {
        this.database = database;
        this.log = log;
        this.session = session;
        this.trouble = new Trouble(retry);
        this.afterTrouble = afterTrouble;
        this.thread = Thread.ofPlatform().name("sluice-store").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Makes a change and returns when it is on the disk; {@code otherwise} when it cannot be kept. */
    <T> T change(Supplier<T> work, T otherwise) {
        return inbox.ask(new Task<>(Task.Kind.CHANGE, work, otherwise));
    }

    /** Makes a change and returns when it is on the disk, or waits here to get there. */
    void mustKeep(Runnable work) {
        inbox.ask(new Task<>(
                Task.Kind.MUST_KEEP,
                () -> {
                    work.run();
                    return true;
                },
                false));
    }

    /** Asks for something, after all changes that were made before. */
    <T> T read(Supplier<T> work) {
        return inbox.ask(new Task<>(Task.Kind.READ, work, null));
    }

    /** Asks for something that wants a finished transaction. */
    <T> T readAfter(Supplier<T> work) {
        return inbox.ask(new Task<>(Task.Kind.READ_AFTER, work, null));
    }

    /** What keeps changes from being made; empty when all is well. */
    String problem() {
        return trouble.problem();
    }

    /** How often a transaction could not be kept. */
    long failures() {
        return trouble.failures();
    }

    /** How many changes wait for the disk. */
    long keptCount() {
        return keptCount;
    }

    /** Makes what waits and ends. What still cannot be kept then is lost with the process, as in a crash. */
    void close(Duration limit) {
        if (!inbox.close()) {
            return;
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
            List<Task<?>> batch = inbox.next(trouble);
            running = batch.stream().noneMatch(task -> task.kind() == Task.Kind.STOP);
            try {
                handle(batch);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "the store failed by a fault", e);
                batch.forEach(task -> task.fail(e));
            }
        }
    }

    private void handle(List<Task<?>> arrivals) {
        List<Task<?>> after = arrivals.stream()
                .filter(task -> task.kind() == Task.Kind.READ_AFTER)
                .toList();
        List<Task<?>> others = arrivals.stream()
                .filter(task -> task.kind() != Task.Kind.READ_AFTER)
                .toList();
        handleOthers(others);
        if (!after.isEmpty()) {
            List<Task<?>> done = after.stream().filter(this::isDone).toList();
            session.beforeAnswers();
            done.forEach(Task::complete);
        }
    }

    private void handleOthers(List<Task<?>> batch) {
        if (batch.stream().allMatch(task -> task.kind() == Task.Kind.READ) && !trouble.isTimeToRetry()) {
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
        if (isDone(read)) {
            read.complete();
        }
    }

    /** Does what changes nothing in the file; who asked is told when it fails. */
    private boolean isDone(Task<?> read) {
        try {
            read.run();
            return true;
        } catch (StoreException e) {
            failed(List.of(), e);
            read.fail(e);
        } catch (RuntimeException e) {
            read.fail(e);
        }
        return false;
    }

    /** Makes changes in one transaction; {@code false} when a fault of ours in one of several was in the way. */
    private boolean transact(List<Task<?>> tasks) {
        if (trouble.isFullDisk()) {
            log.empty();
        }
        try {
            database.begin();
            session.begin();
            if (trouble.isPresent()) {
                session.probe();
            }
            tasks.forEach(Task::run);
            session.beforeCommit();
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
        session.committed();
        kept.removeAll(tasks);
        keptCount = kept.size();
        tasks.forEach(Task::complete);
        log.fit();
        if (trouble.isPresent() && kept.isEmpty()) {
            trouble.over();
            session.writable(true);
            afterTrouble();
        }
        return true;
    }

    private void undo() {
        try {
            database.rollBack();
        } catch (StoreException | IllegalStateException e) {
            // SQLite has undone it by itself already, or the transaction has not begun.
            LOG.log(Level.DEBUG, "nothing to undo: {0}", e.getMessage());
        }
        session.rolledBack();
    }

    private void failed(List<Task<?>> tasks, StoreException reason) {
        trouble.failed(reason);
        session.writable(false);
        tasks.stream()
                .filter(task -> task.kind() == Task.Kind.MUST_KEEP && !kept.contains(task))
                .forEach(kept::add);
        keptCount = kept.size();
        for (Task<?> task : tasks) {
            if (task.kind() == Task.Kind.READ) {
                answer(task);
            } else {
                task.refuse();
            }
        }
    }

    private void afterTrouble() {
        Thread.ofVirtual().name("sluice-store-recovered").start(afterTrouble);
    }
}
