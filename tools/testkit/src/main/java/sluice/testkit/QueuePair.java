package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sluice.api.Batch;
import sluice.api.Cleanable;
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

/**
 * The queue and its reference side by side: every step is done to both and must have the same result, and what was
 * handed in must be at exactly one place by the queue's own word.
 */
final class QueuePair {

    private static final int CHATS = 4;

    private final FakeTime time = new FakeTime();
    private final ComponentContext context;
    private final Function<ComponentContext, MessageQueue> opener;
    private final ReferenceQueue reference;
    private final Set<Long> begun = new HashSet<>();
    private final List<Delivery> underWay = new ArrayList<>();
    private final List<Delivery> referenceUnderWay = new ArrayList<>();
    private final Set<Integer> ended = new HashSet<>();
    private long handedIn;
    private long refused;
    private long discarded;
    private int lastId;
    private MessageQueue queue;

    QueuePair(Path dataDir, Settings settings, Function<ComponentContext, MessageQueue> opener) {
        this.context = new ComponentContext(settings, time, time, dataDir);
        this.opener = opener;
        this.queue = opener.apply(context);
        this.reference = new ReferenceQueue(queue.durable());
        reference.start(context);
    }

    void close() {
        queue.close();
    }

    void run(QueueStep step) {
        switch (step.kind()) {
            case OFFER -> offer(List.of(job(step.chat(), step.number(), step.other())));
            case OFFER_ALBUM -> offer(members(step));
            case OFFER_BATCH -> offer(batch(step));
            case TAKE -> take(step);
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
            case CLEAN -> ((Cleanable) queue).clean(CleanupContext.pressure(1.0));
            case FLUSH -> change(MessageQueue::flush);
            case PASS -> time.advance(Duration.ofMillis(step.number() * 250L));
        }
        compare();
    }

    /** Lets all that is left go out and checks that nothing is left over. */
    void finish() {
        while (!underWay.isEmpty()) {
            run(new QueueStep(QueueStep.Kind.DONE, 0, 0, 0));
        }
        IntStream.range(0, CHATS).forEach(chat -> run(new QueueStep(QueueStep.Kind.RELEASE, chat, 0, 0)));
        time.advance(Duration.ofHours(1));
        do {
            run(new QueueStep(QueueStep.Kind.TAKE, 0, 0, 0));
            run(new QueueStep(QueueStep.Kind.DONE, 0, 0, 0));
        } while (queue.nextReady().isPresent());
        assertEquals(0, stats(queue).count("pending"));
    }

    /** Ends a durable queue in the middle of it all and begins again; all must be there, and it goes out once. */
    void restart() {
        List<Job> sent = underWay.stream()
                .filter(delivery -> begun.contains(delivery.id()))
                .flatMap(delivery -> delivery.jobs().stream())
                .toList();
        int before = reference.deadLetters().size();
        int evicted = Math.max(0, before + sent.size() - reference.maxDeadLetters());
        Set<Integer> expected = numbers(reference.jobs());
        expected.removeAll(numbers(sent));
        queue.close();
        queue = opener.apply(context);
        List<DeadLetter> deadLetters = queue.deadLetters().list(0, 1000);
        assertEquals(before + sent.size() - evicted, deadLetters.size());
        assertTrue(deadLetters.stream()
                .skip(Math.max(0, before - evicted))
                .allMatch(
                        letter -> letter.reason() == DeadLetter.Reason.UNKNOWN_OUTCOME && sent.contains(letter.job())));
        assertEquals(reference.offset(), queue.offset());
        assertEquals(expected.size(), stats(queue).count("pending"));
        assertEquals(expected, drain());
        assertEquals(0, stats(queue).count("pending"));
    }

    private Set<Integer> drain() {
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
                got.get().jobs().forEach(job -> assertTrue(numbers.add(job.topic()), () -> "twice: " + job));
                queue.settle(got.get(), Outcome.Done.ALONE);
            }
            time.advance(Duration.ofHours(1));
        }
        return numbers;
    }

    private static Set<Integer> numbers(List<Job> jobs) {
        return jobs.stream().map(Job::topic).collect(Collectors.toCollection(HashSet::new));
    }

    private static Stats stats(MessageQueue queue) {
        return ((StatsProvider) queue).stats();
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
    private List<Job> members(QueueStep step) {
        return IntStream.rangeClosed(0, step.other() % 4 == 0 ? step.number() : 0)
                .mapToObj(i -> member(step.chat(), step.number(), step.other()))
                .toList();
    }

    private List<Job> batch(QueueStep step) {
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

    private void take(QueueStep step) {
        Optional<Delivery> got = queue.take();
        Optional<Delivery> expected = reference.take();
        assertEquals(expected.map(Delivery::jobs), got.map(Delivery::jobs));
        got.ifPresent(underWay::add);
        if (got.isPresent() && step.number() % 3 != 0) {
            assertTrue(queue.begin(got.get()));
            begun.add(got.get().id());
        }
        expected.ifPresent(referenceUnderWay::add);
    }

    private void settle(QueueStep step, Function<Delivery, Outcome> how) {
        if (underWay.isEmpty()) {
            return;
        }
        int index = step.number() % underWay.size();
        Delivery delivery = underWay.remove(index);
        begun.remove(delivery.id());
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

    private Outcome retry(QueueStep step, Delivery delivery) {
        int rest = 1 + step.other() % delivery.jobs().size();
        Effects effects = step.other() % 3 == 0 ? effects(step, delivery) : Effects.NONE;
        return new Outcome.Retry(in(step.number() % 8), delivery.jobs().subList(0, rest), effects);
    }

    private Effects effects(QueueStep step, Delivery delivery) {
        Copy copy = new Copy("w", delivery.destination(), step.number(), step.chat(), step.other());
        return new Effects(batch(step), List.of(copy));
    }

    private void retryLetter(QueueStep step) {
        both(q -> q.deadLetters().retry(letter(q, step)));
    }

    private void discard(QueueStep step) {
        discarded += both(q -> q.deadLetters().discard(letter(q, step))) ? 1 : 0;
    }

    /** Mostly the number of a letter that is there. */
    private static long letter(MessageQueue queue, QueueStep step) {
        List<DeadLetter> deadLetters = queue.deadLetters().list(0, 1000);
        return deadLetters.isEmpty()
                ? step.number()
                : deadLetters.get(step.number() % deadLetters.size()).id() + step.other() / 15;
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
        both(q -> q.dueOf(handedIn % CHATS, "to" + handedIn % CHATS, Jobs.SOURCE, lastId));
        both(q -> q.deadLetters().list(0, 1000));
        reference.stats().values().keySet().forEach(name -> both(q -> stats(q).count(name)));
        long waiting = 0;
        for (long chat = 0; chat < CHATS; chat++) {
            long lane = chat;
            waiting += both(q -> q.waiting(lane));
        }
        Stats stats = stats(queue);
        assertTrue(queue.room() >= 0, "more places taken than there are");
        assertEquals(waiting, stats.count("pending"));
        long deadLetters = stats.count("dead_letters") + stats.count("dead_letters_evicted");
        long known = waiting + ended.size() + deadLetters + discarded + refused + reference.repeats();
        assertEquals(handedIn, known, "a job is lost or doubled");
    }
}
