package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and programs do. */
final class Until {

    private Until() {}

    /** Waits until something is true; how long that took. */
    static Duration true_(Duration limit, String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < limit.toNanos(), () -> "waited " + limit + " in vain for " + what);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static void passed(Duration time) {
        long begin = System.nanoTime();
        true_(time.multipliedBy(2), "time to pass", () -> System.nanoTime() - begin > time.toNanos());
    }
}
