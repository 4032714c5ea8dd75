package sluice.base.time;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import sluice.api.Bounded;
import sluice.api.Ticker;

/** The time of this machine. This class is thread-safe. */
public final class SystemTimeline implements Timeline, AutoCloseable {

    private final Ticker ticker = Ticker.system();
    private final Clock clock = new SteadyClock(Clock.systemUTC(), ticker);

    @Bounded("one timer for each call under way")
    private final ScheduledThreadPoolExecutor timers;

    /** Starts the timer thread. */
    public SystemTimeline() {
        timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("sluice-timer").factory());
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public Alarm alarm() {
        return new SemaphoreAlarm();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> future = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }

    private static final class SemaphoreAlarm implements Alarm {

        private final Semaphore rings = new Semaphore(0);

        @Override
        public boolean await(Duration limit) throws InterruptedException {
            boolean rang = rings.tryAcquire(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
            rings.drainPermits();
            return rang;
        }

        @Override
        public void ring() {
            // Several rings are one: without the check the permits could overflow under a flood of changes.
            if (rings.availablePermits() == 0) {
                rings.release();
            }
        }
    }
}
