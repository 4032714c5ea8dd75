package sluice.host.status;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.api.Stats;

/** The counters of the bot since it started. This class is thread-safe. */
public final class Counters {

    /** The maximum number of concerns that are counted by themselves; each module is one. */
    private static final int MAX_CONCERNS = 100;

    private final LongAdder taken = new LongAdder();
    private final LongAdder processed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder floodWaits = new LongAdder();
    private final LongAdder updates = new LongAdder();
    private final LongAdder polls = new LongAdder();
    private final LongAdder pollFailures = new LongAdder();
    private final LongAdder pollTimeouts = new LongAdder();
    private final LongAdder cleanups = new LongAdder();
    private final LongAdder pressureCleanups = new LongAdder();
    private final LongAdder cleanedEntries = new LongAdder();
    private final StepCounters steps = new StepCounters();
    private final WatchCounters watches = new WatchCounters();
    private final DeliveryTimes times = new DeliveryTimes();

    @Bounded("MAX_CONCERNS")
    private final Map<String, LongAdder> removed = new ConcurrentHashMap<>();

    @Bounded("one counter for each reason")
    private final Map<SkipReason, LongAdder> skipped = Arrays.stream(SkipReason.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new LongAdder()));

    /** A message was received that a watch, by its id, will send. */
    public void taken(String watch) {
        taken.increment();
        watches.taken(watch);
    }

    /**
     * Messages were delivered.
     *
     * @param watch the id of their watch; empty for the bot's own
     */
    public void processed(String watch, int messages) {
        processed.add(messages);
        watches.delivered(watch, messages);
    }

    /** A delivery of a watch, a message or an album, was sent so long after it could be sent first. */
    public void delivered(Duration took) {
        times.add(took);
    }

    DeliveryTimes times() {
        return times;
    }

    public void skipped(SkipReason reason, int messages) {
        skipped.get(reason).add(messages);
    }

    /**
     * Messages were filtered.
     *
     * @param watch the id of the watch that would have sent them; empty for none
     */
    public void skipped(String watch, Refusal refusal, int messages) {
        watches.skipped(watch, refusal.reason(), messages);
        skipped(refusal.reason(), messages);
        if (refusal.reason() == SkipReason.STEP) {
            steps.dropped(refusal.step(), refusal.word(), messages);
        }
    }

    public StepCounters steps() {
        return steps;
    }

    public WatchCounters watches() {
        return watches;
    }

    public long skipped(SkipReason reason) {
        return skipped.get(reason).sum();
    }

    public void failed(int messages) {
        failed.add(messages);
    }

    /**
     * Messages of one watch became dead letters.
     *
     * @param watch the id of the watch; empty for the bot's own messages
     */
    public void failed(String watch, int messages) {
        failed(messages);
        watches.failed(watch, messages);
    }

    public void retried() {
        retried.increment();
    }

    public void floodWait() {
        floodWaits.increment();
    }

    /** A poll brought so many updates, 0 or more. */
    public void polled(int count) {
        polls.increment();
        updates.add(count);
    }

    /**
     * A poll failed.
     *
     * @param overdue true if the watchdog ended it
     */
    public void pollFailed(boolean overdue) {
        pollFailures.increment();
        if (overdue) {
            pollTimeouts.increment();
        }
    }

    /** Memory was cleaned; {@code pressure} is true if it was short. */
    public void cleaned(boolean pressure, long removed) {
        cleanups.increment();
        if (pressure) {
            pressureCleanups.increment();
        }
        cleanedEntries.add(removed);
    }

    public void removed(String concern, long entries) {
        if (removed.size() < MAX_CONCERNS || removed.containsKey(concern)) {
            removed.computeIfAbsent(concern, _ -> new LongAdder()).add(entries);
        }
    }

    /** The number of entries that cleanups removed, by concern, in the order of their names. */
    Map<String, Long> removedByConcern() {
        Map<String, Long> all = new TreeMap<>();
        removed.forEach((concern, entries) -> all.put(concern, entries.sum()));
        return all;
    }

    /** The figures of the cleanups: {@code runs}, {@code pressure_runs} which are among them, {@code removed}. */
    public Stats cleanup() {
        return Stats.empty()
                .with("runs", cleanups.sum())
                .with("pressure_runs", pressureCleanups.sum())
                .with("removed", cleanedEntries.sum());
    }

    /** The figures of delivery: {@code processed}, {@code skipped}, {@code failed}, {@code retried}, {@code flood_waits}. */
    public Stats worker() {
        return Stats.empty()
                .with("processed", processed.sum())
                .with(
                        "skipped",
                        skipped.values().stream().mapToLong(LongAdder::sum).sum())
                .with("failed", failed.sum())
                .with("retried", retried.sum())
                .with("flood_waits", floodWaits.sum());
    }

    /** The figures of intake: {@code polls}, {@code taken} and others, and {@code skipped_<reason>} for each reason. */
    public Stats intake() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("polls", polls.sum());
        figures.put("poll_failures", pollFailures.sum());
        figures.put("poll_timeouts", pollTimeouts.sum());
        figures.put("updates", updates.sum());
        figures.put("taken", taken.sum());
        for (SkipReason reason : SkipReason.values()) {
            figures.put("skipped_" + reason.key(), skipped(reason));
        }
        return new Stats(figures);
    }
}
