package sluice.telegram;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.base.time.Timeline;

/**
 * Ends calls whose time is over. There is one timer, for the call that is due first: setting one for each call would wake the timer's
 * thread with each, which took a twelfth of the processor time. This class is thread-safe.
 */
final class Watchdog {

    private final Timeline timeline;

    @Bounded("the calls under way")
    private final Map<Exchange, Long> due = new HashMap<>();

    private Timeline.Timer timer = () -> {};
    private boolean armed;
    private long rings;

    Watchdog(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Limits the time of a call from now on. */
    synchronized void watch(Exchange call, Duration limit) {
        long at = timeline.ticker().nanos() + limit.toNanos();
        due.put(call, at);
        if (!armed || at - rings < 0) {
            arm(at);
        }
    }

    /** A call has ended. The timer stays, since the next call will need one. */
    synchronized void leave(Exchange call) {
        due.remove(call);
    }

    private void arm(long at) {
        timer.cancel();
        armed = true;
        rings = at;
        timer = timeline.after(Duration.ofNanos(at - timeline.ticker().nanos()), this::look);
    }

    private void look() {
        overdue().forEach(Exchange::expire);
    }

    private synchronized List<Exchange> overdue() {
        long now = timeline.ticker().nanos();
        List<Exchange> over = due.entrySet().stream()
                .filter(call -> call.getValue() - now <= 0)
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(due::remove);
        armed = !due.isEmpty();
        if (armed) {
            arm(Collections.min(due.values()));
        }
        return over;
    }
}
