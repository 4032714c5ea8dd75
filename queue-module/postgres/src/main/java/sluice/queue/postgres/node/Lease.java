package sluice.queue.postgres.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sluice.api.Ticker;
import sluice.queue.postgres.db.PostgresSettings;
import sluice.queue.store.tables.Times;

/** The lease of this process on its bots, one row of {@code nodes}. One thread renews it; {@link #isHeld} is for any thread. */
final class Lease {

    /** The part of a lease that is not used, since clocks do not run alike. */
    private static final int MARGIN = 20;

    private final PostgresSettings settings;
    private final Clock clock;
    private final Ticker ticker;
    private volatile boolean held;
    private volatile long end;
    private long node;
    private long clockAhead;

    Lease(PostgresSettings settings, Clock clock, Ticker ticker) {
        this.settings = settings;
        this.clock = clock;
        this.ticker = ticker;
    }

    Duration length() {
        return settings.lease();
    }

    /** The number of this process in the tables; 0 while it has none. */
    long node() {
        return node;
    }

    /** By how much the clock of this process is ahead of the database's, in nanoseconds. */
    long clockAhead() {
        return clockAhead;
    }

    /** True if no other process may take the bots at this moment. */
    boolean isHeld() {
        return held && ticker.nanos() - end < 0;
    }

    /** Renews the lease, or begins one; false when the last one was over, and this process was marked dead. */
    boolean renew(OwnerTables tables) {
        long before = ticker.nanos();
        if (node == 0) {
            OwnerTables.Joined joined = tables.join(settings.node(), length());
            node = joined.node();
            heldSince(before, joined.now());
            return true;
        }
        Optional<Instant> now = tables.renew(node, length(), clockAhead);
        if (now.isEmpty()) {
            node = 0;
            return false;
        }
        heldSince(before, now.get());
        return true;
    }

    private void heldSince(long before, Instant now) {
        clockAhead = Times.nanos(Duration.between(now, clock.instant()));
        end = before + length().minus(length().dividedBy(MARGIN)).toNanos();
        held = true;
    }

    void end() {
        held = false;
    }
}
