package sluice.web.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import sluice.api.Ticker;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;

/** Time that passes when a test says so. */
public final class HandTime extends Clock implements Timeline {

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Clock clock() {
        return this;
    }

    @Override
    public Ticker ticker() {
        return Ticker.system();
    }

    @Override
    public Alarm alarm() {
        return new Alarm() {
            @Override
            public boolean await(Duration limit) {
                LockSupport.parkNanos(limit.toNanos());
                return false;
            }

            @Override
            public void ring() {}
        };
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }
}
