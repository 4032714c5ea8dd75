package sluice.app.housekeeping;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.app.host.Guard;
import sluice.app.time.Alarm;
import sluice.app.time.Timeline;

/**
 * Cleans one concern on a thread of its own, so that one that hangs holds up nobody. Used by one thread at a time.
 */
final class CleanupTask {

    /** How long a cleanup may take before it is given up and left alone until it returns. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final String concern;
    private final String provider;
    private final Cleanable cleanable;
    private final Guard guard;
    private final Timeline timeline;
    private volatile boolean running;

    CleanupTask(String concern, String provider, Cleanable cleanable, Guard guard, Timeline timeline) {
        this.concern = concern;
        this.provider = provider;
        this.cleanable = cleanable;
        this.guard = guard;
        this.timeline = timeline;
    }

    CleanupRun.Result run(CleanupContext context) throws InterruptedException {
        if (running) {
            return result(CleanupRun.State.HUNG, 0, Duration.ZERO);
        }
        running = true;
        Alarm returned = timeline.alarm();
        AtomicReference<Optional<CleanupResult>> answer = new AtomicReference<>();
        long start = timeline.ticker().nanos();
        Thread.ofVirtual().name("sluice-clean-" + concern).start(() -> {
            answer.set(guard.call(provider, "clean", () -> Optional.of(cleanable.clean(context)), Optional.empty()));
            running = false;
            returned.ring();
        });
        if (!returned.await(LIMIT)) {
            return result(CleanupRun.State.HUNG, 0, LIMIT);
        }
        Duration took = Duration.ofNanos(timeline.ticker().nanos() - start);
        return answer.get()
                .map(cleaned -> result(CleanupRun.State.CLEANED, cleaned.removed(), took))
                .orElseGet(() -> result(CleanupRun.State.FAILED, 0, took));
    }

    private CleanupRun.Result result(CleanupRun.State state, long removed, Duration took) {
        return new CleanupRun.Result(concern, state, removed, took);
    }
}
