package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.testkit.Jobs.ids;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.StatsProvider;

/** A fixture for tests of the contract of queues. Time stands still until a test advances it. */
abstract class QueueContract {

    static final long A = -1001L;
    static final long B = -1002L;
    static final long C = -1003L;
    static final Duration QUIET = Duration.ofSeconds(1);
    static final Duration NANO = Duration.ofNanos(1);

    final FakeTime time = new FakeTime();
    private final List<MessageQueue> created = new ArrayList<>();
    private final Factory queues;

    QueueContract(Factory queues) {
        this.queues = queues;
    }

    /** Makes new, empty queues and starts them. */
    interface Factory {

        /**
         * Makes a queue.
         *
         * @param places how many jobs it is to take
         * @param settings further settings of its section of the configuration
         * @param time its clock and its ticker
         */
        MessageQueue create(int places, Map<String, String> settings, FakeTime time);
    }

    @AfterEach
    void close() {
        created.forEach(MessageQueue::close);
    }

    MessageQueue queue(int places, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("when-full", "wait", "max-dead-letters", "1000"));
        settings.putAll(Contexts.settings(more).values());
        MessageQueue queue = queues.create(places, settings, time);
        created.add(queue);
        return queue;
    }

    MessageQueue queue() {
        return queue(1000);
    }

    Instant in(Duration later) {
        return time.instant().plus(later);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    Job job(long destination, int id) {
        return Jobs.relay(destination, id, time.instant());
    }

    List<Job> jobs(long destination, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> job(destination, id))
                .toList();
    }

    Job member(long destination, int id, String key) {
        return Jobs.member(destination, id, time.instant(), key, QUIET);
    }

    static Offer offer(MessageQueue queue, Job... jobs) {
        return queue.offer(Batch.of(List.of(jobs)));
    }

    static Delivery next(MessageQueue queue) {
        return queue.take().orElseThrow(() -> new AssertionError("nothing is ready"));
    }

    static List<Integer> nextIds(MessageQueue queue) {
        return ids(next(queue));
    }

    static void assertNothingReady(MessageQueue queue) {
        assertEquals(Optional.empty(), queue.take());
    }

    /** Takes and ends all that is ready; the ids in the order in which they came, an album as one list. */
    static List<List<Integer>> drain(MessageQueue queue) {
        List<List<Integer>> all = new ArrayList<>();
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            all.add(ids(got.get()));
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        return all;
    }

    static List<List<Integer>> each(Integer... ids) {
        return Arrays.stream(ids).map(List::of).toList();
    }

    /** Lets a lane wait: what goes out next must be from it, and is tried again later. */
    static void hold(MessageQueue queue, long lane, Instant until) {
        Delivery delivery = next(queue);
        assertEquals(lane, delivery.destination());
        queue.settle(delivery, new Outcome.Retry(until, delivery.jobs()));
    }

    static Copy copy(int messageId, int copyId) {
        return new Copy("w", A, messageId, B, copyId);
    }

    static Outcome done(Job... followers) {
        return new Outcome.Done(new Effects(List.of(followers), List.of()));
    }

    static void kill(MessageQueue queue, Job... jobs) {
        for (Job job : jobs) {
            offer(queue, job);
            queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "gone"));
        }
    }

    static List<Integer> deadIds(MessageQueue queue) {
        return queue.deadLetters().list(0, 10_000).stream()
                .map(dead -> Jobs.id(dead.job()))
                .toList();
    }

    static long stat(MessageQueue queue, String name) {
        return ((StatsProvider) queue).stats().count(name);
    }
}
