package sluice.launcher.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import sluice.api.Ticker;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.testkit.FakeTime;

/** Time that a test moves by hand: nobody sleeps, and whoever waits goes on when the moment has come. */
final class FakeTimeline implements Timeline {

    /** A pace of a million a second would make a step of each microsecond. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private record Task(Instant due, long order, Runnable run) {}

    private final FakeTime time = new FakeTime();
    private final Object monitor = new Object();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
    private final List<FakeAlarm> waiting = new ArrayList<>();
    private long orders;
    private volatile Duration setBack = Duration.ZERO;

    private final Clock clock = ((InstantSource) () -> time.instant().minus(setBack)).withZone(ZoneOffset.UTC);

    @Override
    public Clock clock() {
        return clock;
    }

    /** Sets the clock of the machine back. Within a process the bot's own clock would not follow; whoever waits does so by the ticker. */
    void setBack(Duration step) {
        setBack = setBack.plus(step);
    }

    @Override
    public Ticker ticker() {
        return time;
    }

    /**
     * Moves time on, when all that could happen until now has happened, and returns when all that could happen then has. Timers run
     * on the calling thread; whoever waited long enough goes on by itself.
     */
    void advance(Duration step) {
        Stillness.await();
        move(step);
        Stillness.await();
    }

    /** Moves time on to the next moment for which somebody waits, but at most so far, when all that could happen until now has happened. */
    void advanceToNext(Duration most) {
        Stillness.await();
        Instant now = time.instant();
        Instant next = next().orElse(Instant.MAX);
        Duration step = next.isBefore(now.plus(most)) ? Duration.between(now, next) : most;
        move(step.compareTo(LEAST) < 0 ? LEAST : step);
    }

    private Optional<Instant> next() {
        synchronized (monitor) {
            return Stream.concat(
                            waiting.stream().map(alarm -> alarm.end),
                            tasks.stream().map(Task::due))
                    .min(Comparator.naturalOrder());
        }
    }

    private void move(Duration step) {
        List<Task> due = new ArrayList<>();
        synchronized (monitor) {
            time.advance(step);
            waiting.removeIf(alarm -> !alarm.end.isAfter(time.instant()));
            while (!tasks.isEmpty() && !tasks.peek().due().isAfter(time.instant())) {
                due.add(tasks.poll());
            }
            monitor.notifyAll();
        }
        due.forEach(task -> task.run().run());
    }

    @Override
    public Timer after(Duration delay, Runnable run) {
        synchronized (monitor) {
            Task task = new Task(time.instant().plus(delay), orders++, run);
            tasks.add(task);
            return () -> {
                synchronized (monitor) {
                    tasks.remove(task);
                }
            };
        }
    }

    /** How many timers run: the bot has one while calls are under way. */
    int timers() {
        synchronized (monitor) {
            return tasks.size();
        }
    }

    @Override
    public Alarm alarm() {
        return new FakeAlarm();
    }

    /** Whether somebody waits just until that moment: then time may move on without being ahead of him. */
    boolean isAwaited(Instant moment) {
        synchronized (monitor) {
            return waiting.stream().anyMatch(alarm -> alarm.end.equals(moment.plus(setBack)));
        }
    }

    private final class FakeAlarm implements Alarm {

        private boolean rung;
        private Instant end;

        @Override
        public boolean await(Duration limit) throws InterruptedException {
            synchronized (monitor) {
                end = time.instant().plus(limit);
                waiting.add(this);
                try {
                    while (!rung && time.instant().isBefore(end)) {
                        monitor.wait();
                    }
                } finally {
                    waiting.remove(this);
                }
                boolean rang = rung;
                rung = false;
                return rang;
            }
        }

        @Override
        public void ring() {
            synchronized (monitor) {
                rung = true;
                waiting.remove(this);
                monitor.notifyAll();
            }
        }
    }
}
