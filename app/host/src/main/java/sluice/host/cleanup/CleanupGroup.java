package sluice.host.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.base.log.BotName;
import sluice.base.time.Timeline;
import sluice.host.Concern;
import sluice.host.ModuleHost;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.TimedCall;
import sluice.host.status.Counters;
import sluice.host.status.Health;

/** The concerns of one bot, which are cleaned together. This class is thread-safe. */
public final class CleanupGroup {

    private static final Logger LOG = LoggerFactory.getLogger(CleanupGroup.class);

    /** The time limit for each concern. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** No module holds more entries than that; sums of more would overflow. */
    private static final long MOST = Integer.MAX_VALUE;

    /** The number of cleanups that are remembered. */
    private static final int REMEMBERED = 12;

    /** A concern; one that exceeds the limit is left alone until its cleanup returns. */
    private record Task(String concern, Cleanable cleanable, TimedCall<CleanupResult> call) {}

    private final String bot;
    private final Timeline timeline;
    private final Runnable beforeCleanup;
    private final LogBlocks blocks;
    private final Counters counters;
    private final Health health;

    @Bounded("one for each concern")
    private final List<Task> tasks = new ArrayList<>();

    @Bounded("REMEMBERED, the oldest goes first")
    private final Deque<CleanupRun> runs = new ArrayDeque<>();

    /**
     * The concerns of a host, and those of the app itself.
     *
     * @param bot the name of the bot, for the log; empty for the only one
     * @param beforeCleanup called before each cleanup
     * @param health learns when the next cleanup is due
     */
    public CleanupGroup(
            String bot,
            ModuleHost host,
            Cleanable pacer,
            Cleanable journal,
            Runnable beforeCleanup,
            LogBlocks blocks,
            Counters counters,
            Health health,
            Timeline timeline) {
        this.bot = bot;
        this.timeline = timeline;
        this.beforeCleanup = beforeCleanup;
        this.blocks = blocks;
        this.counters = counters;
        this.health = health;
        for (Concern concern : host.concerns()) {
            concern.cleanable()
                    .ifPresent(cleanable -> addTask(concern.name(), concern.provider(), cleanable, host.guard()));
        }
        addTask("pacing", "pacing", pacer, host.guard());
        addTask("journal", "journal", journal, host.guard());
        // Shown from the start: a rate needs the zero before the first.
        tasks.forEach(task -> counters.removed(task.concern(), 0));
    }

    private void addTask(String concern, String provider, Cleanable cleanable, Guard guard) {
        tasks.add(new Task(concern, cleanable, new TimedCall<>(provider, "clean", LIMIT, guard, timeline)));
    }

    /**
     * Cleans every concern at once, as at each interval, and logs the result. One cleanup waits for another.
     *
     * @return the result, as in the log
     */
    public String cleanNow() throws InterruptedException {
        return blocks.cleanup(clean(CleanupContext.scheduled()));
    }

    /**
     * The last cleanups, the latest first, {@value #REMEMBERED} at most. Never waits for a cleanup.
     */
    public List<CleanupRun> recent() {
        synchronized (runs) {
            return new ArrayList<>(runs).reversed();
        }
    }

    private void remember(CleanupRun run) {
        synchronized (runs) {
            if (runs.size() == REMEMBERED) {
                runs.removeFirst();
            }
            runs.addLast(run);
        }
    }

    /** Expects the next cleanup by a moment, after which it is overdue. */
    void expect(Instant until) {
        health.expect("cleanup", until);
    }

    void logFigures() {
        BotName.during(bot, () -> {
            blocks.statistics();
            return null;
        });
    }

    /** The line about a cleanup ahead of its time. */
    String pressure(double used) {
        return blocks.pressure(used);
    }

    /** Cleans every concern and logs the result. */
    CleanupRun clean(CleanupContext context) throws InterruptedException {
        return BotName.during(bot, () -> cleanAll(context));
    }

    private CleanupRun.Result run(Task task, CleanupContext context) {
        long start = timeline.ticker().nanos();
        CallResult<CleanupResult> answer =
                task.call().ask(() -> task.cleanable().clean(context));
        Duration took = Duration.ofNanos(timeline.ticker().nanos() - start);
        return switch (answer) {
            case CallResult.Returned<CleanupResult>(CleanupResult result) ->
                new CleanupRun.Result(task.concern(), CleanupRun.State.CLEANED, Math.min(result.removed(), MOST), took);
            case CallResult.Threw<CleanupResult> _ ->
                new CleanupRun.Result(task.concern(), CleanupRun.State.FAILED, 0, took);
            case CallResult.Hung<CleanupResult> _ ->
                new CleanupRun.Result(task.concern(), CleanupRun.State.HUNG, 0, took);
        };
    }

    private synchronized CleanupRun cleanAll(CleanupContext context) throws InterruptedException {
        Instant at = timeline.now();
        try {
            beforeCleanup.run();
        } catch (RuntimeException e) {
            LOG.error("giving up chats before a cleanup failed unexpectedly: {}", e.toString());
            LOG.debug("giving up chats failed", e);
        }
        List<CleanupRun.Result> results = new ArrayList<>();
        for (Task task : tasks) {
            results.add(run(task, context));
        }
        boolean underPressure = context.trigger() == CleanupContext.Trigger.PRESSURE;
        CleanupRun run = new CleanupRun(at, underPressure, results);
        remember(run);
        counters.cleaned(
                underPressure,
                results.stream().mapToLong(CleanupRun.Result::removed).sum());
        results.forEach(result -> counters.removed(result.concern(), result.removed()));
        blocks.log(run);
        return run;
    }
}
