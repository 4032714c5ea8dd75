package sluice.base.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import sluice.api.Ticker;

/**
 * Wall time that never goes back while the process runs.
 *
 * <p>Due times in the queue are wall times, since they outlive the process. A small server that sets its clock by NTP may
 * jump back by hours; due times must not move away with it, and messages must keep their order. Jumps forward are
 * followed, jumps back are not: time then goes on by the ticker. This class is thread-safe.
 */
final class SteadyClock extends Clock {

    private record Anchor(Instant wall, long nanos) {}

    private final Clock source;
    private final Ticker ticker;
    private final AtomicReference<Anchor> anchor;

    SteadyClock(Clock source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
        this.anchor = new AtomicReference<>(new Anchor(source.instant(), ticker.nanos()));
    }

    @Override
    public Instant instant() {
        Anchor last = anchor.get();
        long nanos = ticker.nanos();
        Instant steady = last.wall().plusNanos(Math.max(0, nanos - last.nanos()));
        Instant wall = source.instant();
        if (Duration.between(steady, wall).toMillis() < 1) {
            return steady;
        }
        anchor.compareAndSet(last, new Anchor(wall, nanos));
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return source.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(source.withZone(zone), ticker);
    }
}
