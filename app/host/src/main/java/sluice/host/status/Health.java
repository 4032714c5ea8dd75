package sluice.host.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import sluice.api.Bounded;
import sluice.base.time.Timeline;

/**
 * The health of the bot, judged by what has happened: threads that live, polls and cleanups that came in time, calls
 * into modules that returned, work that was taken. No thread has to say that it is dead. This class is thread-safe.
 */
public final class Health {

    /** The time after which ready work that was not taken counts as stuck: the longest call and some. */
    static final Duration STUCK = Duration.ofMinutes(2);

    /** The time for which a fault of ours is shown. */
    static final Duration FAULT_SHOWN = Duration.ofMinutes(5);

    /**
     * A problem of the bot.
     *
     * @param name one word
     * @param detail the problem in plain words
     */
    public record Problem(String name, String detail) {

        @Override
        public String toString() {
            return name + ": " + detail;
        }
    }

    private final Timeline timeline;
    private final Supervisor supervisor;
    private volatile String pollProblem = "no poll has been answered yet";
    private volatile Optional<Instant> fullSince = Optional.empty();
    private volatile Instant lastPoll = Instant.EPOCH;
    private volatile Instant faultAt = Instant.EPOCH;
    private volatile String fault = "";
    private volatile Supplier<Optional<Instant>> oldestReady = Optional::empty;
    private volatile Supplier<Optional<String>> queueProblem = Optional::empty;
    private volatile Supplier<List<String>> hangingCalls = List::of;

    @Bounded("the loops of the bot")
    private final Map<String, Instant> expected = new ConcurrentHashMap<>();

    public Health(Timeline timeline, Supervisor supervisor) {
        this.timeline = timeline;
        this.supervisor = supervisor;
    }

    /**
     * Sets the sources that tell if the modules work. None of them may wait for a module.
     *
     * @param ready the time since which work is ready; empty for none
     * @param problem the problem that keeps the queue from working; empty for none
     * @param hanging the calls into modules that have not returned for long
     */
    public void watchModules(
            Supplier<Optional<Instant>> ready, Supplier<Optional<String>> problem, Supplier<List<String>> hanging) {
        oldestReady = ready;
        queueProblem = problem;
        hangingCalls = hanging;
    }

    /**
     * Expects a periodic task to run again until a moment, after which it is overdue.
     *
     * @param name the task, in one word
     */
    public void expect(String name, Instant until) {
        expected.put(name, until);
    }

    /** Intake waits for room in the queue, and may have waited before. */
    public void waitsForRoom() {
        fullSince = fullSince.or(() -> Optional.of(timeline.now()));
    }

    /** Intake goes on. */
    public void hasRoom() {
        fullSince = Optional.empty();
    }

    public void polled() {
        pollProblem = "";
        lastPoll = timeline.now();
    }

    /** The time of the last answered poll; {@link Instant#EPOCH} before the first. */
    public Instant lastPoll() {
        return lastPoll;
    }

    public void pollFailed(String problem) {
        pollProblem = problem;
    }

    /** Records a fault of ours: its place and kind. */
    public void fault(String what) {
        fault = what;
        faultAt = timeline.now();
    }

    public List<Problem> problems() {
        List<String> hanging = hangingCalls.get();
        List<Problem> problems = new ArrayList<>(liveness(hanging));
        problems.addAll(readiness(hanging));
        Instant now = timeline.now();
        fullSince
                .filter(since -> since.plus(STUCK).isBefore(now))
                .ifPresent(
                        since -> problems.add(new Problem("queue", "full since " + age(since) + " s, intake waits")));
        if (Duration.between(faultAt, now).compareTo(FAULT_SHOWN) < 0) {
            problems.add(new Problem("fault", fault));
        }
        return problems;
    }

    /** The problems that only a restart of the process may solve. */
    public List<Problem> liveness() {
        return liveness(hangingCalls.get());
    }

    private List<Problem> liveness(List<String> hanging) {
        List<Problem> problems = new ArrayList<>();
        supervisor.problems().forEach(thread -> problems.add(new Problem("thread", thread)));
        Instant now = timeline.now();
        boolean waits = fullSince.isPresent();
        expected.forEach((name, until) -> {
            if (until.isBefore(now) && !(waits && name.equals("polling"))) {
                problems.add(new Problem(name, "overdue for " + age(until) + " s"));
            }
        });
        hanging.forEach(call -> problems.add(new Problem("module", call)));
        if (hanging.isEmpty()) {
            // Otherwise the queue may be what hangs.
            oldestReady
                    .get()
                    .filter(since -> since.plus(STUCK).isBefore(now))
                    .ifPresent(since -> problems.add(
                            new Problem("queue", "work is ready since " + age(since) + " s and not taken")));
        }
        return problems;
    }

    /** The problems that keep a live process from working: Telegram or the store cannot be reached. */
    public List<Problem> readiness() {
        return readiness(hangingCalls.get());
    }

    private List<Problem> readiness(List<String> hanging) {
        List<Problem> problems = new ArrayList<>();
        String poll = pollProblem;
        if (!poll.isEmpty()) {
            problems.add(new Problem("polling", poll));
        }
        if (hanging.isEmpty()) {
            queueProblem.get().ifPresent(problem -> problems.add(new Problem("queue", problem)));
        }
        return problems;
    }

    private long age(Instant since) {
        return Duration.between(since, timeline.now()).toSeconds();
    }
}
