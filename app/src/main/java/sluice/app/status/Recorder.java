package sluice.app.status;

import java.time.Duration;
import sluice.app.time.Alarm;
import sluice.app.time.Timeline;

/** Measures now and then what the {@link History} is to keep. Runs on a thread of its own until it is stopped. */
public final class Recorder implements Runnable {

    /** Several times in each slot of the history, so that a peak is seldom missed. */
    static final Duration EVERY = Duration.ofSeconds(90);

    private final Report report;
    private final History history;
    private final Timeline timeline;
    private final Alarm alarm;
    private volatile boolean stopping;

    /**
     * A recorder.
     *
     * @param report has the figures
     * @param history keeps them
     * @param timeline its time
     */
    public Recorder(Report report, History history, Timeline timeline) {
        this.report = report;
        this.history = history;
        this.timeline = timeline;
        this.alarm = timeline.alarm();
    }

    /** Ends it. */
    public void stop() {
        stopping = true;
        alarm.ring();
    }

    /** Measures now. */
    public void measure() {
        long waiting = report.figure("queue", "pending").map(Number::longValue).orElse(0L);
        long resident = ProcessMemory.now().resident();
        Runtime runtime = Runtime.getRuntime();
        history.add(timeline.now(), waiting, resident > 0 ? resident : runtime.totalMemory() - runtime.freeMemory());
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                measure();
                alarm.await(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
