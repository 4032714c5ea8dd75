package sluice.queue.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import sluice.api.Bounded;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Tables;

/**
 * The one thread that uses a connection, for one queue or several. All changes that have arrived while the last commit was under way are
 * made in one transaction, so that one flush of the disk serves all who wait for it. This class is thread-safe.
 */
public final class WriterThread {

    /** The wait before a change that must not be lost is tried again. */
    public static final Duration RETRY = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(WriterThread.class.getName());

    /** Many more than there are threads that could wait here. */
    private static final int MOST_WAITING = 100_000;

    /** The most changes in one transaction, so that the first does not wait long for the last. */
    private static final int MAX_BATCH = 256;

    private final Transactions transactions;
    private final Thread thread;
    private final WriteFailure trouble;

    @Bounded("one for each queue")
    private final Set<Writer> writers = ConcurrentHashMap.newKeySet();

    @Bounded("one for each thread that waits for its answer")
    private final BlockingQueue<Task<?>> inbox = new LinkedBlockingQueue<>(MOST_WAITING);

    @Bounded("one for each delivery that was in flight when the store failed")
    private final List<Task<?>> kept = new CopyOnWriteArrayList<>();

    private volatile boolean stopping;

    /**
     * A thread that begins at once.
     *
     * @param shared whether queues of several bots use it, so that its lines of the log name none of them
     * @param retry the wait before it is tried again after a failure
     */
    public WriterThread(String name, boolean shared, Transactions transactions, Duration retry, Clock clock) {
        this.transactions = transactions;
        this.trouble = new WriteFailure(retry, clock);
        this.thread = Thread.ofPlatform()
                .name(name)
                .daemon()
                .inheritInheritableThreadLocals(!shared)
                .start(this::loop);
    }

    void add(Writer writer) {
        writers.add(writer);
    }

    /** Forgets a queue, with what could not be kept for it. */
    void remove(Writer writer) {
        writers.remove(writer);
        inbox.add(new Task<>(writer, Kind.FORGET, () -> kept.removeIf(task -> task.writer == writer), false));
    }

    void hand(Task<?> task) {
        inbox.add(task);
    }

    String problem() {
        return transactions.gone().orElseGet(trouble::problem);
    }

    long failures() {
        return trouble.failures();
    }

    long keptCount(Writer writer) {
        return kept.stream().filter(task -> task.writer == writer).count();
    }

    /** Ends it, and waits for that within a limit. All queues are closed before. */
    public void close(Duration limit) {
        stopping = true;
        inbox.add(new Task<>(null, Kind.FORGET, () -> true, false));
        try {
            if (!thread.join(limit)) {
                LOG.log(Level.WARNING, "the store did not stop within {0} s", limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!stopping) {
            List<Task<?>> batch = next();
            try {
                handle(batch);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "the store failed unexpectedly", e);
                batch.forEach(task -> task.completeExceptionally(e));
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
            LOG.log(Level.DEBUG, "only close() ends the thread of the store", e);
        }
        return batch;
    }

    private void handle(List<Task<?>> batch) {
        List<Task<?>> changes = new ArrayList<>(kept);
        batch.stream().filter(Task::isChange).forEach(changes::add);
        // In trouble without any, to learn whether it is over.
        if (changes.size() > kept.size() || trouble.isTimeToRetry()) {
            if (!transact(changes)) {
                // One of them is faulty. Each by itself, the others are not harmed.
                changes.forEach(task -> transact(List.of(task)));
            }
        }
        batch.stream().filter(task -> !task.isChange()).forEach(this::answer);
    }

    /** Does what changes nothing that is kept; a failure goes to the asking thread. */
    private void answer(Task<?> read) {
        try {
            read.run();
            read.complete();
        } catch (StoreException e) {
            failed(List.of(), e);
            read.completeExceptionally(e);
        } catch (RuntimeException e) {
            read.completeExceptionally(e);
        }
    }

    /** Makes changes in one transaction; {@code false} when a fault of ours in one of several was in the way. */
    private boolean transact(List<Task<?>> tasks) {
        if (trouble.isFull()) {
            transactions.makeRoom();
        }
        Map<Tables, StoreCore> cores = new LinkedHashMap<>();
        tasks.forEach(task -> cores.put(task.core().tables(), task.core()));
        Set<Tables> lost;
        try {
            transactions.gone().ifPresent(reason -> {
                throw new StoreException(reason, null);
            });
            lost = transactions.begin(cores.keySet());
            lost.forEach(tables -> cores.remove(tables).lost());
            cores.values().forEach(StoreCore::begin);
            if (trouble.isPresent()) {
                transactions.probe(
                        writers.stream().map(writer -> writer.core().tables()).toList());
            }
            tasks.stream().filter(task -> !lost.contains(task.core().tables())).forEach(Task::run);
            cores.values().forEach(StoreCore::beforeCommit);
            transactions.commit();
        } catch (StoreException e) {
            undo(cores);
            failed(tasks, e);
            return true;
        } catch (RuntimeException e) {
            undo(cores);
            if (tasks.size() > 1) {
                return false;
            }
            LOG.log(Level.ERROR, "a change of the store failed unexpectedly", e);
            kept.removeAll(tasks);
            tasks.forEach(task -> {
                task.completeExceptionally(e);
                task.writer.afterTrouble();
            });
            return true;
        }
        cores.values().forEach(StoreCore::committed);
        kept.removeAll(tasks);
        tasks.forEach(task -> {
            if (lost.contains(task.core().tables())) {
                task.refuse();
            } else {
                task.complete();
            }
        });
        if (trouble.isPresent() && kept.isEmpty()) {
            trouble.over();
            writers.forEach(writer -> {
                writer.core().writable(true);
                writer.afterTrouble();
            });
        }
        return true;
    }

    private void undo(Map<Tables, StoreCore> cores) {
        try {
            transactions.rollBack();
        } catch (StoreException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "nothing to undo: {0}", e.getMessage());
        }
        cores.values().forEach(StoreCore::rolledBack);
    }

    private void failed(List<Task<?>> tasks, StoreException reason) {
        trouble.failed(reason);
        writers.forEach(writer -> writer.core().writable(false));
        tasks.stream()
                .filter(task -> task.kind == Kind.MUST_KEEP && !kept.contains(task))
                .forEach(kept::add);
        tasks.forEach(Task::refuse);
    }

    /** The execution mode of a task. */
    enum Kind {
        /** Between two transactions, after all changes before it. */
        READ,
        /** In a transaction; undone and refused when that cannot be kept. */
        CHANGE,
        /** In a transaction; tried again when that cannot be kept. */
        MUST_KEEP,
        /** Between two transactions, when a queue ends. */
        FORGET
    }

    /** A task for the writer thread, with its answer for the thread that asked. */
    static final class Task<T> extends CompletableFuture<T> {

        private final Writer writer;
        private final Kind kind;
        private final Supplier<T> work;
        private final T otherwise;
        private T result;

        /** Creates a task with the answer for the case that it is refused. */
        Task(Writer writer, Kind kind, Supplier<T> work, T otherwise) {
            this.writer = writer;
            this.kind = kind;
            this.work = work;
            this.otherwise = otherwise;
        }

        private boolean isChange() {
            return kind == Kind.CHANGE || kind == Kind.MUST_KEEP;
        }

        private StoreCore core() {
            return writer.core();
        }

        /** Does it, perhaps not for the first time. */
        private void run() {
            result = work.get();
        }

        private void complete() {
            complete(result);
        }

        private void refuse() {
            complete(otherwise);
        }

        /** Waits for the answer; throws what the work has thrown. */
        T await() {
            try {
                return join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException fault ? fault : e;
            }
        }

        /** Waits for the answer for some time. */
        void await(Duration limit) throws TimeoutException {
            try {
                get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
