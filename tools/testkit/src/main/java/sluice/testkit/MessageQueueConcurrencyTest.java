package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sluice.api.Batch;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.StatsProvider;

/** Several threads hand in, take, settle and disturb; each job must end once and lanes must keep their order. */
public abstract class MessageQueueConcurrencyTest {

    private static final int PRODUCERS = 3;
    private static final int PLACES = 64;

    private final FakeTime time = new FakeTime();
    private final int perProducer;
    private final int total;
    private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
    private final Map<Long, Integer> lastOfLane = new ConcurrentHashMap<>();
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private final Set<Integer> putBack = ConcurrentHashMap.newKeySet();
    private final Semaphore changes = new Semaphore(0);
    private MessageQueue queue;

    /**
     * For subclasses.
     *
     * @param perProducer how many jobs each of three threads hands in
     */
    protected MessageQueueConcurrencyTest(int perProducer) {
        this.perProducer = perProducer;
        this.total = PRODUCERS * perProducer;
    }

    /**
     * Makes a new, empty queue and starts it.
     *
     * @param time its clock and its ticker
     * @param places how many jobs it is to take
     * @return the queue; the test closes it
     */
    protected abstract MessageQueue create(FakeTime time, int places);

    /** It holds in every order of the threads' work. */
    @Test
    public void nothing_is_lost_doubled_or_out_of_order() throws Exception {
        queue = create(time, PLACES);
        queue.onChange(changes::release);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            for (int producer = 0; producer < PRODUCERS; producer++) {
                int number = producer;
                running.add(threads.submit(task(() -> produce(number))));
                running.add(threads.submit(task(this::consume)));
            }
            running.add(threads.submit(task(this::disturb)));
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertEquals(total, ended.size());
        assertEquals(PLACES, queue.room());
        assertEquals(0, ((StatsProvider) queue).stats().count("pending"));
        assertEquals(0, queue.deadLetters().size());
        queue.close();
    }

    private Callable<Void> task(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                done.set(total);
                throw e;
            }
            return null;
        };
    }

    /** Every producer has lanes of its own, so that what it hands in has an order to keep. */
    private void produce(int producer) {
        for (int i = 0; i < perProducer && done.get() < total; ) {
            int id = producer * perProducer + i;
            Job job = Jobs.relay(producer * 10L + i % 5, id, FakeTime.START);
            if (queue.offer(Batch.of(List.of(job))).accepted()) {
                i++;
            } else {
                awaitChange();
            }
        }
    }

    private void consume() {
        while (done.get() < total) {
            Optional<Delivery> got = queue.take();
            if (got.isPresent()) {
                settle(got.get());
            } else {
                awaitChange();
            }
        }
    }

    /** Waits for a change, but not for long: one that all threads wait for may be told to one of them only. */
    private void awaitChange() {
        try {
            changes.tryAcquire(1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void settle(Delivery delivery) {
        Job job = delivery.first();
        int id = Jobs.id(job);
        if (id % 7 == 0 && putBack.add(id)) {
            queue.settle(delivery, new Outcome.Retry(time.instant(), delivery.jobs()));
            return;
        }
        assertTrue(id % 2 == 0 || queue.begin(delivery));
        assertTrue(busy.add(delivery.destination()), "two deliveries of one lane at once");
        boolean first = job.tries().failures() == 0;
        if (!first || id % 5 != 0) {
            assertTrue(ended.add(id), () -> "ended twice: " + id);
            Integer before = lastOfLane.put(delivery.destination(), id);
            assertTrue(before == null || before < id, () -> before + " went out before " + id);
        }
        busy.remove(delivery.destination());
        if (first && id % 5 == 0) {
            Job again = job.with(new Job.Tries(1, 0));
            queue.settle(delivery, new Outcome.Retry(time.instant(), List.of(again)));
        } else {
            queue.settle(delivery, Outcome.Done.ALONE);
            done.incrementAndGet();
        }
    }

    private void disturb() {
        for (long i = 0; done.get() < total; i++) {
            long lane = i % 3 * 10 + i % 5;
            int room = queue.room();
            assertTrue(room >= 0 && room <= PLACES, () -> "room " + room);
            ((Cleanable) queue).clean(CleanupContext.scheduled());
            time.advance(Duration.ofMillis(1));
            queue.release(lane);
            ((StatsProvider) queue).stats();
        }
    }
}
