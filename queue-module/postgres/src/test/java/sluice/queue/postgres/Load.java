package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.Jobs;

/**
 * The traffic of one bot: one thread hands in what "Telegram" has, again and again until it is taken, and others send what waits. What
 * was begun counts as sent.
 */
final class Load implements AutoCloseable {

    private static final int BATCH = 5;

    /** How many may wait. */
    private static final int AHEAD = 100;

    private final PostgresQueue queue;
    private final int lanes;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Integer, AtomicInteger> sent = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong lastProgress = new AtomicLong(System.nanoTime());
    private final AtomicLong longestPause = new AtomicLong();
    private volatile boolean full;
    private volatile boolean over;

    /** Begins at once. */
    Load(PostgresQueue queue, int lanes, int senders) {
        this.queue = queue;
        this.lanes = lanes;
        start(this::handIn);
        for (int i = 0; i < senders; i++) {
            start(this::send);
        }
    }

    private void start(Runnable work) {
        threads.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }));
    }

    private void handIn() {
        while (!full) {
            if (taken.get() - sent.size() > AHEAD) {
                pause();
                continue;
            }
            List<Job> jobs = new ArrayList<>();
            for (int id = taken.get() + 1; id <= taken.get() + BATCH; id++) {
                jobs.add(Jobs.relay(id % lanes, id, Instant.EPOCH));
            }
            Offer answer = queue.offer(new Batch(jobs, taken.get() + BATCH + 1));
            if (answer.accepted()) {
                assertEquals(0, answer.duplicates(), "what was refused had been stored");
                taken.addAndGet(BATCH);
            } else {
                pause();
            }
        }
    }

    private void send() {
        while (!over) {
            Optional<Delivery> next;
            try {
                next = queue.take();
            } catch (StoreException e) {
                next = Optional.empty();
            }
            if (next.isPresent()) {
                send(next.get());
            } else {
                pause();
            }
        }
    }

    private void send(Delivery delivery) {
        if (!queue.begin(delivery)) {
            queue.settle(delivery, new Outcome.Retry(Instant.EPOCH, delivery.jobs()));
            return;
        }
        begun.incrementAndGet();
        long now = System.nanoTime();
        long pause = now - lastProgress.getAndSet(now);
        longestPause.accumulateAndGet(pause, Math::max);
        Job job = delivery.first();
        int id = Jobs.id(job);
        sent.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
        Copy copy = new Copy(job.watch(), Jobs.SOURCE, id, delivery.destination(), id);
        queue.settle(delivery, new Outcome.Done(new Effects(List.of(), List.of(copy))));
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }

    int sent() {
        return sent.size();
    }

    /** Waits until so many more were sent. */
    void awaitSent(int more, Duration limit) {
        int wanted = begun.get() + more;
        Until.true_(limit, more + " more to be sent", () -> begun.get() >= wanted || failure.get() != null);
    }

    /** The longest time in which nothing was sent. */
    Duration longestPause() {
        return Duration.ofNanos(longestPause.get());
    }

    /** Hands in no more, and waits until all was sent: each once, and nothing else. */
    void finish(Duration limit) {
        full = true;
        Until.true_(
                limit,
                "the end of what waits: " + queue.stats(),
                () -> failure.get() != null
                        || (threads.getFirst().getState() == Thread.State.TERMINATED
                                && sent.size() >= taken.get()
                                && queue.stats().count("unwritten") == 0
                                && queue.stats().count("pending") == 0));
        close();
        assertEquals(null, failure.get());
        for (int id = 1; id <= taken.get(); id++) {
            AtomicInteger times = sent.get(id);
            assertTrue(times != null, "lost: " + id);
            assertEquals(1, times.get(), "sent more than once: " + id);
        }
        assertEquals(taken.get(), sent.size());
        assertEquals(0, queue.deadLetters().size());
        assertEquals(taken.get() + 1, queue.offset());
    }

    @Override
    public void close() {
        full = true;
        over = true;
        for (Thread thread : threads) {
            try {
                assertTrue(thread.join(Duration.ofSeconds(60)), "a thread hangs");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
