package sluice.host.cleanup;

import java.time.Duration;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.base.time.Timeline;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.TimedCall;

/** Cleans one concern, for a limited time. Used by one thread at a time. */
final class CleanupTask {

    /** The time limit of a cleanup. After it, the concern is left alone until the cleanup returns. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final String concern;
    private final Cleanable cleanable;
    private final Timeline timeline;
    private final TimedCall<CleanupResult> call;

    CleanupTask(String concern, String provider, Cleanable cleanable, Guard guard, Timeline timeline) {
        this.concern = concern;
        this.cleanable = cleanable;
        this.timeline = timeline;
        this.call = new TimedCall<>(provider, "clean", LIMIT, guard, timeline);
    }

    String concern() {
        return concern;
    }

    CleanupRun.Result run(CleanupContext context) {
        long start = timeline.ticker().nanos();
        CallResult<CleanupResult> answer = call.ask(() -> cleanable.clean(context));
        Duration took = Duration.ofNanos(timeline.ticker().nanos() - start);
        return switch (answer) {
            case CallResult.Returned<CleanupResult>(CleanupResult result) ->
                new CleanupRun.Result(concern, CleanupRun.State.CLEANED, result.removed(), took);
            case CallResult.Threw<CleanupResult> _ -> new CleanupRun.Result(concern, CleanupRun.State.FAILED, 0, took);
            case CallResult.Hung<CleanupResult> _ -> new CleanupRun.Result(concern, CleanupRun.State.HUNG, 0, took);
        };
    }
}
