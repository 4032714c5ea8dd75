package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import sluice.api.ComponentContext;
import sluice.api.Ownership.Owner;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.TcpProxy;

/** A process as far as the store knows it: what it is told to run it runs, and it gives up what it is told to. */
final class Machine implements AutoCloseable {

    /** The lease of all machines, the shortest that can be set. */
    static final Duration LEASE = Duration.ofSeconds(5);

    final String name;
    final TcpProxy proxy;
    final PostgresOwnership ownership = new PostgresOwnership();

    private final String url;
    private final Clock clock;
    private final boolean queues;
    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private final Map<String, PostgresQueue> running = new ConcurrentHashMap<>();
    private final Set<String> runs = new ConcurrentSkipListSet<>();
    private final Semaphore changes = new Semaphore(0);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean paused;
    private volatile boolean over;

    /** A machine with bots that begins at once. Its queues are opened if that is wanted. */
    Machine(PrivatePostgres server, String database, String name, Clock clock, boolean queues, Set<String> bots) {
        this.name = name;
        this.clock = clock;
        this.queues = queues;
        proxy = new TcpProxy(server.port());
        url = PrivatePostgres.url(proxy.port(), database);
        files.addAll(bots);
        ownership.start(context(""));
        ownership.onChange(changes::release);
        thread = Thread.ofPlatform().daemon().start(this::run);
    }

    /** What a component of this machine is started with. */
    ComponentContext context(String bot) {
        return Queues.context(url, name, bot, clock);
    }

    private void run() {
        try {
            while (!over) {
                if (!paused) {
                    turn();
                }
                changes.tryAcquire(100, TimeUnit.MILLISECONDS);
                changes.drainPermits();
            }
            runs.forEach(this::end);
        } catch (InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void turn() {
        Set<String> here = ownership.claim(files);
        List.copyOf(runs).stream().filter(bot -> !here.contains(bot)).forEach(this::end);
        for (String bot : here) {
            if (runs.add(bot) && queues) {
                open(bot);
            }
        }
    }

    private void open(String bot) {
        PostgresQueue queue = new PostgresQueue();
        try {
            queue.start(context(bot));
            running.put(bot, queue);
        } catch (StoreException e) {
            runs.remove(bot);
        }
    }

    private void end(String bot) {
        PostgresQueue queue = running.remove(bot);
        if (queue != null) {
            queue.close();
        }
        runs.remove(bot);
        ownership.release(bot);
    }

    /** The queue of a bot that runs here. */
    PostgresQueue queue(String bot) {
        Until.true_(
                Duration.ofSeconds(20),
                bot + " to run on " + name,
                () -> running.containsKey(bot) || failure.get() != null);
        assertEquals(null, failure.get());
        return running.get(bot);
    }

    void file(String bot) {
        files.add(bot);
    }

    boolean holds(String bot) {
        return ownership.holds(bot);
    }

    /** How many of the bots it holds at this moment. */
    long holds() {
        return files.stream().filter(this::holds).count();
    }

    List<Owner> owners() {
        return ownership.owners();
    }

    /** Lets its bots run on whatever it is told, until it is to listen again. */
    void ignore(boolean on) {
        paused = on;
    }

    /** What kill -9 is to the others. */
    void kill() {
        proxy.reset();
        over = true;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ownership.close();
        proxy.close();
        assertEquals(null, failure.get());
    }

    /** Looks all the time whether two hold the same bot. */
    static final class Watcher implements AutoCloseable {

        private final List<Machine> machines = new ArrayList<>();
        private final Set<String> bots;
        private final Set<String> doubled = ConcurrentHashMap.newKeySet();
        private final Thread thread;
        private volatile boolean over;

        Watcher(Set<String> bots) {
            this.bots = bots;
            thread = Thread.ofPlatform().daemon().start(this::run);
        }

        synchronized <M extends Machine> M add(M machine) {
            machines.add(machine);
            return machine;
        }

        private synchronized List<Machine> all() {
            return List.copyOf(machines);
        }

        private void run() {
            while (!over) {
                List<Machine> all = all();
                for (String bot : bots) {
                    for (Machine one : all) {
                        for (Machine other : all) {
                            // The first before and after the other, so that it was at the same moment.
                            if (one != other && one.holds(bot) && other.holds(bot) && one.holds(bot)) {
                                doubled.add(bot + " at " + one.name + " and " + other.name);
                            }
                        }
                    }
                }
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(200_000);
            }
        }

        @Override
        public void close() {
            over = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            all().forEach(Machine::close);
            assertEquals(Set.of(), doubled);
        }
    }
}
