package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.testkit.Jobs;
import sluice.testkit.server.PrivatePostgres;

/** How many deliveries go through the queue in a second, with a database that waits for the disk. Needs a quiet machine. */
@EnabledIfSystemProperty(named = "sluice.postgres.throughput", matches = "true")
class ThroughputTest {

    private static final Duration TIME = Duration.ofSeconds(8);
    private static final int BATCH = 100;

    private final AtomicInteger sent = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    @ParameterizedTest(name = "{0} bots of {1} lanes, {2} sent at once by each")
    @CsvSource({"1, 1, 4, 200", "1, 1000, 64, 2000", "100, 10, 10, 2000"})
    void deliveries_a_second(int bots, int lanes, int atOnce, int bound) throws InterruptedException {
        PrivatePostgres.require();
        try (PrivatePostgres server = PrivatePostgres.start()) {
            List<PostgresQueue> queues = new ArrayList<>();
            for (int i = 0; i < bots; i++) {
                queues.add(Queues.open(server.url(), "here", "bot" + i));
            }
            queues.forEach(queue -> run(queue, lanes, atOnce));
            Until.passed(Duration.ofSeconds(3));
            int before = sent.get();
            Until.passed(TIME);
            long rate = (sent.get() - before) / TIME.toSeconds();
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            queues.forEach(PostgresQueue::close);
            System.out.printf("%d bots of %d lanes: %d deliveries a second%n", bots, lanes, rate);
            assertTrue(rate >= bound, () -> rate + " deliveries a second");
        }
    }

    private void run(PostgresQueue queue, int lanes, int atOnce) {
        Semaphore changes = new Semaphore(0);
        queue.onChange(changes::release);
        AtomicInteger waiting = new AtomicInteger();
        Semaphore permits = new Semaphore(atOnce);
        threads.add(Thread.startVirtualThread(() -> handIn(queue, lanes, waiting)));
        threads.add(Thread.startVirtualThread(() -> {
            while (!over) {
                boolean permitted = permits.tryAcquire();
                Optional<Delivery> next = permitted ? queue.take() : Optional.empty();
                if (next.isPresent()) {
                    Thread.startVirtualThread(() -> send(queue, next.get(), permits, waiting));
                } else {
                    permits.release(permitted ? 1 : 0);
                    await(changes);
                }
            }
            permits.acquireUninterruptibly(atOnce);
        }));
    }

    private static void await(Semaphore changes) {
        try {
            changes.tryAcquire(5, TimeUnit.MILLISECONDS);
            changes.drainPermits();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handIn(PostgresQueue queue, int lanes, AtomicInteger waiting) {
        int next = 1;
        while (!over) {
            if (waiting.get() > 2 * lanes + 2 * BATCH) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                jobs.add(Jobs.relay(1 + next % lanes, next++, Instant.EPOCH));
            }
            assertTrue(queue.offer(new Batch(jobs, next)).accepted());
            waiting.addAndGet(BATCH);
        }
    }

    private void send(PostgresQueue queue, Delivery delivery, Semaphore permits, AtomicInteger waiting) {
        assertTrue(queue.begin(delivery));
        Job job = delivery.first();
        Copy copy = new Copy(job.watch(), Jobs.SOURCE, Jobs.id(job), delivery.destination(), 1);
        queue.settle(delivery, new Outcome.Done(new Effects(List.of(), List.of(copy))));
        waiting.decrementAndGet();
        sent.incrementAndGet();
        permits.release();
    }
}
