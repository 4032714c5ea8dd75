package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * The trigger of a cleanup, and how short memory is.
 *
 * @param trigger the event that started it
 * @param pressure the shortage of memory, from 0.0 (expired entries are enough) to 1.0 (give up all you can do without)
 */
public record CleanupContext(Trigger trigger, double pressure) {

    /** The event that started a cleanup. */
    public enum Trigger {
        /** The interval has passed. */
        SCHEDULE,
        /** The heap is nearly full. */
        PRESSURE
    }

    /** Checks the range of {@code pressure}. */
    public CleanupContext {
        requireNonNull(trigger, "trigger");
        if (!(pressure >= 0.0 && pressure <= 1.0)) {
            throw new IllegalArgumentException("pressure must be from 0.0 to 1.0, not " + pressure);
        }
    }

    /**
     * The ordinary cleanup.
     *
     * @return a context without pressure
     */
    public static CleanupContext scheduled() {
        return new CleanupContext(Trigger.SCHEDULE, 0.0);
    }

    /**
     * A cleanup because the heap runs short.
     *
     * @param pressure from 0.0 to 1.0
     * @return a context with {@link Trigger#PRESSURE}
     */
    public static CleanupContext pressure(double pressure) {
        return new CleanupContext(Trigger.PRESSURE, pressure);
    }
}
