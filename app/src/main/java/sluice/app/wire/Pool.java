package sluice.app.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Ticker;

/** Connections that wait for the next call, the last used first. This class is thread-safe. */
final class Pool {

    /** As many as there are calls at a time when every lane has something to send. */
    static final int MOST = 64;

    /** Shorter than servers wait, so that mostly we are the first to close. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private final Ticker ticker;

    @Bounded("MOST")
    private final Deque<Connection> idle = new ArrayDeque<>();

    Pool(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized Optional<Connection> take() {
        closeOld();
        return Optional.ofNullable(idle.pollLast());
    }

    synchronized void give(Connection connection) {
        connection.idleSince(ticker.nanos());
        idle.addLast(connection);
        closeOld();
    }

    synchronized void closeAll() {
        idle.forEach(Call::closeQuietly);
        idle.clear();
    }

    private void closeOld() {
        long now = ticker.nanos();
        while (!idle.isEmpty() && (idle.size() > MOST || now - idle.getFirst().idleSince() > LONGEST_IDLE.toNanos())) {
            Call.closeQuietly(idle.removeFirst());
        }
    }
}
