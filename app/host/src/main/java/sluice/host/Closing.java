package sluice.host;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.time.Timeline;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.IsolatedCall;

/**
 * Closes providers, in the reverse order of their start. One that hangs is left behind. Those without a role have a time limit
 * together: however many of them hang, the queue has its own time, and the process ends before it is killed.
 */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    /** The time limit for each role, and for all others together. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private final Guard guard;
    private final Timeline timeline;

    Closing(Guard guard, Timeline timeline) {
        this.guard = guard;
        this.timeline = timeline;
    }

    void close(List<Concern> started, List<Concern> playing) {
        Duration left = LIMIT;
        for (Concern concern : started.reversed()) {
            boolean plays = playing.contains(concern);
            long start = timeline.ticker().nanos();
            close(concern, plays ? LIMIT : left);
            if (!plays) {
                left = left.minusNanos(timeline.ticker().nanos() - start);
            }
        }
    }

    private void close(Concern concern, Duration limit) {
        CallResult<Boolean> answer = IsolatedCall.call(
                "sluice-close-" + concern.provider(),
                limit,
                timeline,
                () -> guard.run(concern.provider(), "close", concern.component()::close),
                () -> {});
        if (answer instanceof CallResult.Hung<Boolean>) {
            LOG.warn("module {} has not closed in time and is left behind", concern.provider());
        }
    }
}
