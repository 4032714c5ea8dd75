package sluice.host.status;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import sluice.api.Bounded;
import sluice.api.Stats;
import sluice.base.time.Loop;
import sluice.base.time.Timeline;

/** Measures now and then what the {@link History} is to keep. Runs on a thread of its own until it is stopped. */
public final class Recorder implements Runnable {

    /** Several times in each slot of the history, so that a peak is seldom missed. */
    static final Duration EVERY = Duration.ofSeconds(90);

    private final Report report;
    private final History history;
    private final Timeline timeline;

    @Bounded("one for each series")
    private final Map<Series, Long> counted = new EnumMap<>(Series.class);

    private final Loop loop;

    public Recorder(Report report, History history, Timeline timeline) {
        this.report = report;
        this.history = history;
        this.timeline = timeline;
        this.loop = new Loop("measuring", timeline, this::step);
    }

    public void stop() {
        loop.stop();
    }

    public void measure() {
        Map<String, Stats> figures = report.measured();
        Instant now = timeline.now();
        for (Series series : Series.values()) {
            value(figures, series).ifPresent(value -> history.add(now, series, value));
        }
    }

    /** The value of a series; empty when the module does not report it, as it has no curve then. */
    private OptionalLong value(Map<String, Stats> figures, Series series) {
        Optional<Number> figure = Report.find(figures, series.concern(), series.figure());
        if (figure.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = Math.max(0, figure.get().longValue());
        if (series == Series.MEMORY && value == 0) {
            return value(figures, Series.HEAP);
        }
        return OptionalLong.of(series.sums() ? since(series, value) : value);
    }

    private synchronized long since(Series series, long count) {
        Long before = counted.put(series, count);
        return before == null ? count : Math.max(0, count - before);
    }

    @Override
    public void run() {
        loop.run();
    }

    private Duration step() {
        measure();
        return EVERY;
    }
}
