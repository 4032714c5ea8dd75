package sluice.base.time;

import java.time.Duration;

/** A wait that any thread can end; one thread waits. A ring is kept until the next wait, so none is lost. */
public interface Alarm {

    /** The longest wait: a year stands for ever. */
    Duration FOREVER = Duration.ofDays(365);

    /**
     * Waits until it rings or the time has passed. A ring since the last wait ends it at once.
     *
     * @param limit the longest wait; zero or less returns at once
     * @return {@code true} if it rang
     */
    boolean await(Duration limit) throws InterruptedException;

    /** Ends the present wait, or the next one. */
    void ring();
}
