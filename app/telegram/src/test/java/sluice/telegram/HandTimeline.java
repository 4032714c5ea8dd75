package sluice.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sluice.api.Ticker;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.testkit.FakeTime;

/** Time that a test moves by hand, and time limits that it lets expire by hand. */
final class HandTimeline implements Timeline {

    final FakeTime time = new FakeTime();
    private final List<Task> timers = new CopyOnWriteArrayList<>();

    private record Task(Duration delay, Runnable run) {}

    @Override
    public Clock clock() {
        return time;
    }

    @Override
    public Ticker ticker() {
        return time;
    }

    @Override
    public Alarm alarm() {
        throw new UnsupportedOperationException("nobody waits here");
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Task timer = new Task(delay, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** Every time limit that runs has come. */
    void expire() {
        List<Task> due = List.copyOf(timers);
        timers.clear();
        due.stream().map(Task::delay).max(Comparator.naturalOrder()).ifPresent(time::advance);
        due.forEach(timer -> timer.run().run());
    }

    /** How many time limits run. */
    int limits() {
        return timers.size();
    }
}
