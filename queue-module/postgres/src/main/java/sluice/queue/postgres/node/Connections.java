package sluice.queue.postgres.node;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.queue.postgres.db.Connector;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Sql;
import sluice.queue.store.WriterThread;
import sluice.queue.store.tables.StoreException;

/** The few connections that the bots of a process share. This class is thread-safe. */
public final class Connections {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** The connections for what waits and is settled: while one commits, the other works. */
    private static final int SESSIONS = 2;

    /** The connections besides the shared one. */
    private static final int BESIDE = 3;

    /** The time to wait for one of them. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connector connector;
    private final Clock clock;
    private final AtomicLong fenced = new AtomicLong();

    @Bounded("SESSIONS")
    private final List<Session> sessions = new ArrayList<>();

    @Bounded("SESSIONS")
    private final List<WriterThread> writers = new ArrayList<>();

    private final ReentrantLock asking = new ReentrantLock();

    /** When hundreds of bots start at once, the server must not run out of connections. */
    private final Semaphore beside = new Semaphore(BESIDE);

    /** Guarded by {@link #asking}. */
    private Optional<Sql> shared = Optional.empty();

    private volatile boolean closing;

    Connections(Connector connector, Clock clock) {
        this.connector = connector;
        this.clock = clock;
    }

    /** A connection of the caller's own. */
    public Sql open() {
        return new Sql(connector.connect());
    }

    /** A connection of the caller's own, to be had within a time. */
    Sql open(Duration limit) {
        return new Sql(connector.connect(limit));
    }

    /**
     * Asks or changes something at once, over a connection that the bots share, or one more if somebody uses that at the moment. What
     * throws is undone.
     *
     * @throws StoreException if there is no connection in time, too
     */
    public <T> T ask(Function<Sql, T> question) {
        if (!asking.tryLock()) {
            return askBeside(question);
        }
        try {
            if (shared.filter(Sql::isAlive).isEmpty()) {
                closeShared();
                shared = Optional.of(open());
            }
            T answer = question.apply(shared.get());
            if (closing) {
                closeShared();
            }
            return answer;
        } catch (RuntimeException e) {
            closeShared();
            throw e;
        } finally {
            asking.unlock();
        }
    }

    private <T> T askBeside(Function<Sql, T> question) {
        try {
            if (!beside.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException("all connections to the database are in use", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while all connections to the database were in use", e);
        }
        try (Sql once = open()) {
            return question.apply(once);
        } finally {
            beside.release();
        }
    }

    private void closeShared() {
        shared.ifPresent(Sql::close);
        shared = Optional.empty();
    }

    /** A connection for a bot's changes. */
    public synchronized Session session(Owned bot) {
        while (sessions.size() < SESSIONS) {
            Session session = new Session(connector, fenced);
            sessions.add(session);
            writers.add(new WriterThread("sluice-store-" + sessions.size(), true, session, WriterThread.RETRY, clock));
        }
        return sessions.get((int) (bot.bot() % SESSIONS));
    }

    /** The thread that uses a session. */
    public synchronized WriterThread writer(Session session) {
        return writers.get(sessions.indexOf(session));
    }

    /** Counts a change that was refused outside a session. */
    void countFenced() {
        fenced.incrementAndGet();
    }

    /** Counts the changes that were refused since another process owns the bot. */
    long fenced() {
        return fenced.get();
    }

    void close() {
        closing = true;
        if (asking.tryLock()) {
            closeShared();
            asking.unlock();
        }
        sessions.forEach(Session::stop);
        writers.forEach(writer -> writer.close(CLOSE_LIMIT));
        sessions.forEach(Session::close);
    }
}
