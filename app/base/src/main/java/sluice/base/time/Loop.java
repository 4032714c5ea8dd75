package sluice.base.time;

import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a long-lived thread: a step, then the wait that the step asked for, until it is stopped. A fault ends a
 * step, never the loop; an {@code Error} ends the loop, but for a stack overflow, which leaves nothing behind. Apart
 * from {@link #run} it may be called by any thread.
 */
public final class Loop implements Runnable {

    /** The default wait after a fault. */
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** One round of the loop. */
    @FunctionalInterface
    public interface Step {

        /**
         * Runs one round.
         *
         * @return the wait after it, unless {@link Loop#wake} is called; zero or less for none
         * @throws InterruptedException on interruption, which ends the loop if it is being stopped
         */
        Duration run() throws InterruptedException;
    }

    private final String doing;
    private final Alarm alarm;
    private final Step step;
    private final Function<Throwable, Duration> onFault;
    private volatile boolean stopping;

    /** A loop that goes on a second after a fault. */
    public Loop(String doing, Timeline timeline, Step step) {
        this(doing, timeline, step, _ -> AFTER_FAULT);
    }

    /**
     * A loop.
     *
     * @param doing the name of the work, for the log: "cleaning"
     * @param onFault receives a fault, which is in the log already, and returns the wait after it
     */
    public Loop(String doing, Timeline timeline, Step step, Function<Throwable, Duration> onFault) {
        this.doing = doing;
        this.alarm = timeline.alarm();
        this.step = step;
        this.onFault = onFault;
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                alarm.await(guarded());
            } catch (InterruptedException e) {
                if (!stopping) {
                    LOG.error("{} was interrupted and goes on", doing);
                }
            }
        }
    }

    private Duration guarded() throws InterruptedException {
        try {
            return step.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} failed unexpectedly: {}", doing, e.toString());
            LOG.debug("{} failed", doing, e);
            return onFault.apply(e);
        }
    }

    /** Ends the present wait, or the next one. */
    public void wake() {
        alarm.ring();
    }

    /** Ends the loop after the step under way. */
    public void stop() {
        stopping = true;
        alarm.ring();
    }

    /** True if it ends after the step under way. */
    public boolean isStopping() {
        return stopping;
    }
}
