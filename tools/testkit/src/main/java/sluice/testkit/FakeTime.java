package sluice.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import sluice.api.Ticker;

/**
 * Wall time and elapsed time that stand still until a test moves them on, both together. This class is thread-safe.
 *
 * <p>It is the clock and the ticker in one, so that it is handed over as both. The ticker's readings start half a second
 * before they overflow: code that compares them with {@code <} instead of subtracting them fails early.
 */
public final class FakeTime extends Clock implements Ticker {

    /** The wall time of every new object. */
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private static final long FIRST_READING = Long.MAX_VALUE - 500_000_000;

    private final AtomicLong passed;
    private final ZoneId zone;

    /** Time at {@link #START}, in UTC. */
    public FakeTime() {
        this(new AtomicLong(), ZoneOffset.UTC);
    }

    private FakeTime(AtomicLong passed, ZoneId zone) {
        this.passed = passed;
        this.zone = requireNonNull(zone, "zone");
    }

    /**
     * Lets time pass.
     *
     * @param step how much, 0 or more; nanoseconds count
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("step must not be negative, but is " + step);
        }
        long nanos = step.toNanos();
        passed.updateAndGet(before -> Math.addExact(before, nanos));
    }

    @Override
    public long nanos() {
        return FIRST_READING + passed.get();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(passed.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time seen in another zone: moving one on moves the other. */
    @Override
    public FakeTime withZone(ZoneId other) {
        return new FakeTime(passed, other);
    }

    /** It is the same time when moving one on moves the other. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
        return other instanceof FakeTime that && passed.equals(that.passed) && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return passed.hashCode() * 31 + zone.hashCode();
    }

    @Override
    public String toString() {
        return instant().toString();
    }
}
