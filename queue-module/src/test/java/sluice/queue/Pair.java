package sluice.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import sluice.api.Batch;
import sluice.api.CleanupContext;
import sluice.api.ComponentContext;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Settings;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/**
 * The queue and its reference side by side: every step is done to both and must have the same result, and what was
 * handed in must be at exactly one place by the queue's own word.
 */
final class Pair {

    private static final int CHATS = 4;

    private final FakeTime time = new FakeTime();
    private final BoundedQueue queue = new BoundedQueue();
    private final ReferenceQueue reference = new ReferenceQueue();
    private final List<Delivery> underWay = new ArrayList<>();
    private final List<Delivery> referenceUnderWay = new ArrayList<>();
    private final Set<Integer> ended = new HashSet<>();
    private long handedIn;
    private long refused;
    private long discarded;
    private int lastId;

    Pair(int places, boolean drop, int maxDead) {
        Settings settings = new Settings(Map.of(
                "max-size", "" + places,
                "when-full", drop ? "drop" : "wait",
                "max-dead-letters", "" + maxDead));
        ComponentContext context = new ComponentContext(settings, time, time, Path.of("target"));
        queue.start(context);
        reference.start(context);
    }

    void run(Step step) {
        switch (step.kind()) {
            case OFFER -> offer(List.of(job(step.chat(), step.number(), step.other())));
            case OFFER_ALBUM -> offer(members(step));
            case OFFER_BATCH -> offer(batch(step));
            case TAKE -> take();
            case DONE -> settle(step, delivery -> Outcome.Done.ALONE);
            case FOLLOWED -> settle(step, delivery -> new Outcome.Done(effects(step, delivery)));
            case RETRY -> settle(step, delivery -> retry(step, delivery));
            case MOVED -> settle(step, delivery -> new Outcome.Moved(step.chat()));
            case DEAD -> settle(step, delivery -> new Outcome.Dead(DeadLetter.Reason.UNKNOWN_OUTCOME, "x"));
            case RELEASE -> change(q -> q.release(step.chat()));
            case MOVE -> change(q -> q.move(step.chat(), step.number() % CHATS));
            case GIVE_UP -> both(q -> q.giveUp(step.chat(), step.number() % 6, "x"));
            case RETRY_LETTER -> retryLetter(step);
            case DISCARD -> discard(step);
            case CLEAN -> queue.clean(CleanupContext.pressure(1.0));
            case FLUSH -> change(MessageQueue::flush);
            case PASS -> time.advance(Duration.ofMillis(step.number() * 250L));
        }
        compare();
    }

    /** Lets all that is left go out and checks that nothing is left over. */
    void finish() {
        while (!underWay.isEmpty()) {
            run(new Step(Step.Kind.DONE, 0, 0, 0));
        }
        IntStream.range(0, CHATS).forEach(chat -> run(new Step(Step.Kind.RELEASE, chat, 0, 0)));
        time.advance(Duration.ofDays(1));
        do {
            run(new Step(Step.Kind.TAKE, 0, 0, 0));
            run(new Step(Step.Kind.DONE, 0, 0, 0));
        } while (queue.nextReady().isPresent());
        assertEquals(0, queue.stats().count("pending"));
        assertEquals(queue.stats().count("max_size"), queue.room());
    }

    private Instant in(int quarterSeconds) {
        return time.instant().plusMillis(250L * quarterSeconds);
    }

    /** Every job has a number of its own, kept as its topic: a repeat of a message is another job. */
    private Job numbered(Job job, int reserve) {
        handedIn++;
        return new Job(
                job.watch(),
                job.destination(),
                (int) handedIn,
                job.payload(),
                job.due(),
                job.visited(),
                reserve,
                job.tries());
    }

    private Job job(int chat, int delay, int reserve) {
        lastId++;
        return numbered(Jobs.relay(chat, lastId, in(delay % 4 == 0 ? delay : 0)), reserve % 5 == 0 ? 2 : 0);
    }

    private Job member(int chat, int album, int quiet) {
        // Now and then a message that was there before, or one out of order.
        int id = quiet % 7 == 0 && lastId > 3 ? lastId - quiet % 3 : ++lastId;
        Duration wait = Duration.ofMillis(quiet % 5 * 400L);
        return numbered(Jobs.member(chat, id, time.instant(), "album" + album % 2, wait), 0);
    }

    /** One member, or now and then up to sixteen. */
    private List<Job> members(Step step) {
        return IntStream.rangeClosed(0, step.other() % 4 == 0 ? step.number() : 0)
                .mapToObj(i -> member(step.chat(), step.number(), step.other()))
                .toList();
    }

    private List<Job> batch(Step step) {
        return IntStream.range(0, step.other() % 5)
                .mapToObj(i -> (step.number() + i) % 3 == 0
                        ? member((step.chat() + i) % CHATS, i, step.number())
                        : job((step.chat() + i / 2) % CHATS, step.number() + i, step.other() + i))
                .toList();
    }

    private void offer(List<Job> jobs) {
        Offer offer = both(q -> q.offer(new Batch(jobs, lastId)));
        refused += offer.accepted() ? offer.dropped() : jobs.size();
    }

    private void take() {
        Optional<Delivery> got = queue.take();
        Optional<Delivery> expected = reference.take();
        assertEquals(expected.map(Delivery::jobs), got.map(Delivery::jobs));
        got.ifPresent(underWay::add);
        assertTrue(got.isEmpty() || queue.begin(got.get()));
        expected.ifPresent(referenceUnderWay::add);
    }

    private void settle(Step step, Function<Delivery, Outcome> how) {
        if (underWay.isEmpty()) {
            return;
        }
        int index = step.number() % underWay.size();
        Delivery delivery = underWay.remove(index);
        Outcome outcome = how.apply(delivery);
        queue.settle(delivery, outcome);
        reference.settle(referenceUnderWay.remove(index), outcome);
        List<Job> over = new ArrayList<>(
                outcome instanceof Outcome.Moved || outcome instanceof Outcome.Dead ? List.of() : delivery.jobs());
        if (outcome instanceof Outcome.Retry retry) {
            over.removeAll(retry.jobs());
        }
        over.forEach(job -> assertTrue(ended.add(job.topic()), () -> "sent twice: " + job));
    }

    private Outcome retry(Step step, Delivery delivery) {
        int rest = 1 + step.other() % delivery.jobs().size();
        Effects effects = step.other() % 3 == 0 ? effects(step, delivery) : Effects.NONE;
        return new Outcome.Retry(in(step.number() % 8), delivery.jobs().subList(0, rest), effects);
    }

    private Effects effects(Step step, Delivery delivery) {
        Copy copy = new Copy("w", delivery.destination(), step.number(), step.chat(), step.other());
        return new Effects(batch(step), List.of(copy));
    }

    private void retryLetter(Step step) {
        both(q -> q.deadLetters().retry(letter(q, step)));
    }

    private void discard(Step step) {
        discarded += both(q -> q.deadLetters().discard(letter(q, step))) ? 1 : 0;
    }

    /** Mostly the number of a letter that is there. */
    private static long letter(MessageQueue queue, Step step) {
        List<DeadLetter> letters = queue.deadLetters().list(0, 1000);
        return letters.isEmpty()
                ? step.number()
                : letters.get(step.number() % letters.size()).id() + step.other() / 15;
    }

    private void change(Consumer<MessageQueue> operation) {
        operation.accept(queue);
        operation.accept(reference);
    }

    private <T> T both(Function<MessageQueue, T> operation) {
        T expected = operation.apply(reference);
        assertEquals(expected, operation.apply(queue));
        return expected;
    }

    private void compare() {
        both(MessageQueue::room);
        both(MessageQueue::offset);
        both(MessageQueue::nextReady);
        both(q -> q.copyOf("w", lastId % CHATS, lastId % 16));
        both(q -> q.deadLetters().list(0, 1000));
        both(q -> ((StatsProvider) q).stats().values());
        long waiting = 0;
        for (long chat = 0; chat < CHATS; chat++) {
            long lane = chat;
            waiting += both(q -> q.waiting(lane));
        }
        Stats stats = queue.stats();
        assertTrue(queue.room() >= 0, "more places taken than there are");
        assertEquals(waiting, stats.count("pending"));
        long letters = stats.count("dead_letters") + stats.count("dead_letters_evicted");
        long known = waiting + ended.size() + letters + discarded + refused + reference.repeats();
        assertEquals(handedIn, known, "a job is lost or doubled");
    }
}
