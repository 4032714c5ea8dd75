package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.sqlite.Stores.next;
import static sluice.queue.sqlite.Stores.offer;
import static sluice.testkit.Jobs.ids;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Batch;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.DeadLetter.Reason;
import sluice.api.DeadLetters.Retried;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.queue.sqlite.store.Database;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** While the disk fails, and after that. */
class WriteFaultTest {

    private static final long A = -1001;
    private static final long B = -1002;

    private final FakeTime time = new FakeTime();
    private final Semaphore changes = new Semaphore(0);

    @TempDir
    private Path folder;

    private SqliteQueue queue;
    private Database intruder;

    @BeforeEach
    void open() {
        queue = Stores.open(time, folder);
        queue.onChange(changes::release);
        Stores.execute(queue, "PRAGMA busy_timeout = 1");
        intruder = Database.open(folder.resolve("sluice.db"));
    }

    @AfterEach
    void close() {
        intruder.close();
        queue.close();
    }

    private Job job(long destination, int id) {
        return Jobs.relay(destination, id, time.instant());
    }

    /** Another program has the file and keeps it. */
    private void lock() {
        intruder.execute("BEGIN IMMEDIATE");
    }

    private void unlock() {
        intruder.execute("ROLLBACK");
    }

    /** The queue tells of what has changed, so there is something to wait for. */
    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertTrue(changes.tryAcquire(30, TimeUnit.SECONDS), "the queue did not recover");
        }
    }

    private List<List<Integer>> drain() {
        List<List<Integer>> all = new ArrayList<>();
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            all.add(ids(got.get()));
            assertTrue(queue.begin(got.get()));
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        return all;
    }

    @Test
    void nothing_is_taken_in_or_begun_while_the_file_is_locked() throws InterruptedException {
        queue.offer(new Batch(List.of(job(A, 1)), 5));
        Delivery delivery = next(queue);
        lock();
        assertEquals(Offer.FULL, queue.offer(new Batch(List.of(job(B, 2)), 6)));
        assertFalse(queue.begin(delivery));
        assertEquals(0, queue.room());
        assertTrue(queue.problem().orElseThrow().contains("locked"), queue.problem()::toString);
        assertTrue(queue.stats().count("write_failures") >= 2);
        unlock();
        await(() -> queue.problem().isEmpty());
        assertEquals(9_999, queue.room());
        assertEquals(5, queue.offset());
        assertTrue(queue.begin(delivery));
        queue.settle(delivery, Outcome.Done.ALONE);
        assertEquals(Offer.ACCEPTED, queue.offer(new Batch(List.of(job(B, 2)), 6)));
        assertEquals(List.of(List.of(2)), drain());
    }

    @Test
    void nothing_more_is_handed_out_while_it_cannot_be_recorded() throws InterruptedException {
        offer(queue, job(A, 1));
        lock();
        offer(queue, job(B, 2));
        assertEquals(Optional.empty(), queue.take());
        assertEquals(Optional.empty(), queue.nextReady());
        unlock();
        await(() -> queue.nextReady().isPresent());
        assertEquals(List.of(List.of(1)), drain());
    }

    @Test
    void what_ended_meanwhile_is_kept_and_written_once_it_can_be() throws InterruptedException {
        offer(queue, job(A, 1), job(A, 2), job(B, 3), job(B, 4));
        Delivery a = next(queue);
        Delivery b = next(queue);
        assertTrue(queue.begin(a) && queue.begin(b));
        lock();
        queue.settle(a, Outcome.Done.ALONE);
        queue.settle(b, new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "x"));
        assertEquals(2, queue.stats().count("unwritten"));
        assertEquals(2, queue.waiting(A), "a lane is busy until it is written that it is free");
        assertThrows(IllegalArgumentException.class, () -> queue.settle(a, Outcome.Done.ALONE));
        unlock();
        await(() -> queue.stats().count("unwritten") == 0 && queue.problem().isEmpty());
        assertEquals(List.of(List.of(2), List.of(4)), drain());
        assertEquals(1, queue.deadLetters().size());
        assertEquals(10_000, queue.room());
    }

    @Test
    void what_could_not_be_begun_is_put_back_and_sent_later() throws InterruptedException {
        offer(queue, job(A, 1), job(A, 2));
        Delivery delivery = next(queue);
        lock();
        assertFalse(queue.begin(delivery));
        queue.settle(delivery, new Outcome.Retry(time.instant(), delivery.jobs()));
        assertEquals(0, queue.stats().count("unwritten"));
        unlock();
        await(() -> queue.problem().isEmpty());
        assertEquals(List.of(List.of(1), List.of(2)), drain());
    }

    @Test
    void what_ended_and_could_not_be_written_until_the_end_is_unknown() {
        offer(queue, job(A, 1), job(A, 2));
        Delivery delivery = next(queue);
        assertTrue(queue.begin(delivery));
        lock();
        queue.settle(delivery, Outcome.Done.ALONE);
        queue.close();
        unlock();
        queue = Stores.open(time, folder);
        assertEquals(
                Reason.UNKNOWN_OUTCOME,
                queue.deadLetters().list(0, 1).getFirst().reason());
        assertEquals(List.of(List.of(2)), drain());
    }

    @Test
    void closing_writes_what_is_kept() {
        offer(queue, job(A, 1));
        Delivery delivery = next(queue);
        assertTrue(queue.begin(delivery));
        lock();
        queue.settle(delivery, Outcome.Done.ALONE);
        unlock();
        queue.close();
        queue = Stores.open(time, folder);
        assertEquals(0, queue.stats().count("pending") + queue.deadLetters().size());
    }

    @Test
    void a_text_that_cannot_be_kept_is_refused_and_the_one_before_stays() throws InterruptedException {
        assertTrue(queue.keepText("a", "one"));
        lock();
        assertFalse(queue.keepText("a", "two"));
        assertFalse(queue.keepText("a", ""));
        assertEquals(Optional.of("one"), queue.text("a"));
        unlock();
        await(() -> queue.problem().isEmpty());
        assertEquals(Optional.of("one"), queue.text("a"));
        assertTrue(queue.keepText("a", "two"));
        assertEquals(Optional.of("two"), queue.text("a"));
    }

    @Test
    void other_changes_are_refused_and_reading_goes_on() throws InterruptedException {
        offer(queue, job(A, 1), job(A, 2));
        queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "x"));
        long id = queue.deadLetters().list(0, 1).getFirst().id();
        lock();
        assertEquals(Retried.FULL, queue.deadLetters().retry(id));
        assertThrows(IllegalStateException.class, () -> queue.deadLetters().discard(id));
        assertEquals(0, queue.giveUp(A, 0, "x"));
        queue.release(A);
        queue.move(A, B);
        queue.flush();
        assertEquals(CleanupResult.NOTHING, queue.clean(CleanupContext.pressure(1.0)));
        assertEquals(1, queue.deadLetters().list(0, 10).size());
        assertEquals(1, queue.waiting(A));
        assertEquals(Optional.empty(), queue.copyOf("w", A, 1));
        unlock();
        await(() -> queue.problem().isEmpty());
        assertEquals(Retried.QUEUED, queue.deadLetters().retry(id));
        assertEquals(2, queue.waiting(A));
    }

    @Test
    void a_full_disk_takes_nothing_and_loses_nothing() throws InterruptedException {
        Stores.execute(queue, "PRAGMA max_page_count = 200");
        int taken = 0;
        while (offer(queue, large(taken + 1)).accepted()) {
            taken++;
        }
        assertTrue(taken > 5 && taken < 200, "taken: " + taken);
        await(() -> queue.problem().isEmpty());
        assertEquals(Offer.FULL, queue.offer(new Batch(List.of(large(taken + 1)), 9)));
        await(() -> queue.problem().isEmpty());
        assertEquals(0, queue.offset());
        assertEquals(taken, queue.stats().count("pending"));
        Stores.execute(queue, "PRAGMA max_page_count = 100000");
        assertEquals(
                Offer.ACCEPTED,
                offer(queue, large(taken + 1)),
                () -> queue.problem().toString());
        assertEquals(IntStream.rangeClosed(1, taken + 1).mapToObj(List::of).toList(), drain());
    }

    private Job large(int id) {
        Job job = job(A, id);
        sluice.api.Payload.Relay relay = (sluice.api.Payload.Relay) job.payload();
        return job.with(new sluice.api.Payload.Relay(relay.chatId(), id, 0, "x".repeat(10_000), Optional.empty()));
    }

    /** All that waits for the disk is written together; a fault of ours in one must not be that of the others. */
    @Test
    void a_faulty_change_harms_no_other() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Offer> before = new CompletableFuture<>();
        CompletableFuture<Offer> after = new CompletableFuture<>();
        CompletableFuture<Throwable> fault = new CompletableFuture<>();
        start(() -> queue.writer().read(() -> pass(go)));
        start(() -> before.complete(offer(queue, job(A, 1))));
        start(() -> fault.complete(assertThrows(
                IllegalStateException.class, () -> queue.writer().change(() -> fail(job(A, 2)), false))));
        start(() -> after.complete(offer(queue, job(A, 3))));
        go.countDown();
        assertEquals(Offer.ACCEPTED, before.get(30, TimeUnit.SECONDS));
        assertEquals(Offer.ACCEPTED, after.get(30, TimeUnit.SECONDS));
        assertEquals("on purpose", fault.get(30, TimeUnit.SECONDS).getMessage());
        assertEquals(9_998, queue.room());
        assertEquals(List.of(List.of(1), List.of(3)), drain());
        assertEquals(Optional.empty(), queue.problem());
    }

    /** Starts a thread and returns when it waits for its answer. */
    private static void start(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static boolean pass(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean fail(Job job) {
        queue.database().execute("INSERT INTO facts (name, value, at) VALUES ('x', " + Jobs.id(job) + ", 0)");
        throw new IllegalStateException("on purpose");
    }
}
