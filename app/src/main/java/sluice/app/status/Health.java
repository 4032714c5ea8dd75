package sluice.app.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sluice.app.time.Timeline;

/** Whether all is well: polling works and the queue moves. This class is thread-safe. */
public final class Health {

    /** How long ready work may stay where it is before the queue counts as stuck: the longest call and some. */
    static final Duration STUCK = Duration.ofMinutes(2);

    /** How long a fault of ours is shown. */
    static final Duration FAULT_SHOWN = Duration.ofMinutes(5);

    private final Timeline timeline;
    private volatile String pollProblem = "no poll has been answered yet";
    private volatile Optional<Instant> fullSince = Optional.empty();
    private volatile Instant lastPoll = Instant.EPOCH;
    private volatile Instant faultAt = Instant.EPOCH;
    private volatile String fault = "";
    private volatile Supplier<Optional<Instant>> oldestReady = Optional::empty;
    private volatile Supplier<Optional<String>> queueProblem = Optional::empty;

    /**
     * Health of a bot that has not polled yet.
     *
     * @param timeline its time
     */
    public Health(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * Says where to look whether the queue moves.
     *
     * @param ready since when the next piece of work is ready; empty when none is
     * @param problem what keeps the queue from working; empty when nothing does
     */
    public void watchQueue(Supplier<Optional<Instant>> ready, Supplier<Optional<String>> problem) {
        oldestReady = ready;
        queueProblem = problem;
    }

    /** Intake waits for room in the queue. */
    public void waitsForRoom() {
        fullSince = Optional.of(timeline.now());
    }

    /** Intake goes on. */
    public void hasRoom() {
        fullSince = Optional.empty();
    }

    /** A poll was answered. */
    public void polled() {
        pollProblem = "";
        lastPoll = timeline.now();
    }

    /**
     * When a poll was last answered.
     *
     * @return the moment; {@link Instant#EPOCH} when none has been yet
     */
    public Instant lastPoll() {
        return lastPoll;
    }

    /**
     * A poll failed.
     *
     * @param problem why
     */
    public void pollFailed(String problem) {
        pollProblem = problem;
    }

    /**
     * Something of ours threw.
     *
     * @param what where, and its kind
     */
    public void fault(String what) {
        fault = what;
        faultAt = timeline.now();
    }

    /**
     * Why not all is well.
     *
     * @return one line for each reason; empty when all is well
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Instant now = timeline.now();
        String poll = pollProblem;
        if (!poll.isEmpty()) {
            problems.add("polling: " + poll);
        }
        queueProblem.get().ifPresent(problem -> problems.add("queue: " + problem));
        fullSince
                .filter(since -> since.plus(STUCK).isBefore(now))
                .ifPresent(since -> problems.add(
                        "queue: full since " + Duration.between(since, now).toSeconds() + " s, intake waits"));
        oldestReady
                .get()
                .filter(since -> since.plus(STUCK).isBefore(now))
                .ifPresent(since -> problems.add("queue: work is ready since "
                        + Duration.between(since, now).toSeconds() + " s and not taken"));
        if (Duration.between(faultAt, now).compareTo(FAULT_SHOWN) < 0) {
            problems.add("fault: " + fault);
        }
        return problems;
    }
}
