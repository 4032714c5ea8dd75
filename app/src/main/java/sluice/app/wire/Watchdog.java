package sluice.app.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.app.time.Timeline;

/**
 * Knows the calls under way and ends those that take too long. It waits for the first of them only: limits are long and calls are
 * short, so that most are over when it looks, and a timer for each would wake the timers' thread with every call. This class is
 * thread-safe.
 */
final class Watchdog {

    private final Timeline timeline;

    @Bounded("one for each call under way; there are as many as threads that call")
    private final Map<Call, Long> deadlines = new HashMap<>();

    private Timeline.Timer timer = () -> {};
    private boolean waiting;
    private long looksAt;

    Watchdog(Timeline timeline) {
        this.timeline = timeline;
    }

    synchronized void watch(Call call, Duration limit) {
        long deadline = timeline.ticker().nanos() + limit.toNanos();
        deadlines.put(call, deadline);
        if (!waiting || deadline - looksAt < 0) {
            timer.cancel();
            waitUntil(deadline);
        }
    }

    synchronized void forget(Call call) {
        deadlines.remove(call);
        if (deadlines.isEmpty() && waiting) {
            timer.cancel();
            waiting = false;
        }
    }

    synchronized List<Call> underWay() {
        return List.copyOf(deadlines.keySet());
    }

    private void waitUntil(long deadline) {
        waiting = true;
        looksAt = deadline;
        timer = timeline.after(Duration.ofNanos(deadline - timeline.ticker().nanos()), this::look);
    }

    private void look() {
        late().forEach(Call::expire);
    }

    private synchronized List<Call> late() {
        long now = timeline.ticker().nanos();
        List<Call> late = new ArrayList<>();
        waiting = false;
        deadlines.forEach((call, deadline) -> {
            if (deadline - now <= 0) {
                late.add(call);
            } else if (!waiting || deadline - looksAt < 0) {
                waiting = true;
                looksAt = deadline;
            }
        });
        if (waiting) {
            waitUntil(looksAt);
        }
        return late;
    }
}
