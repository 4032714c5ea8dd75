package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.sqlite.Stores.next;
import static sluice.queue.sqlite.Stores.offer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.queue.store.claims.ClaimFile;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/**
 * Deliveries that follow each other quickly are claimed together: here 1 alone, then 2 and 3, then 4 to 7, then 8 to 15. What a crash
 * leaves of them is looked at in copies of the files.
 */
class ClaimedBatchTest {

    private static final long A = -1001;
    private static final Optional<UUID> THIS_BOOT = Optional.of(new UUID(1, 1));
    private static final Optional<UUID> OTHER_BOOT = Optional.of(new UUID(2, 2));

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private Path original;
    private SqliteQueue queue;

    @BeforeEach
    void open() throws IOException {
        original = Files.createDirectory(folder.resolve("original"));
        queue = open(original, THIS_BOOT);
        offer(queue, jobs(1, 20));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private SqliteQueue open(Path dir, Optional<UUID> boot) {
        return Stores.open(Stores.context(time, dir, 1000, 10_000), 1000, boot);
    }

    private Job[] jobs(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> Jobs.relay(A, id, time.instant()))
                .toArray(Job[]::new);
    }

    private Delivery begin() {
        Delivery delivery = next(queue);
        assertTrue(queue.begin(delivery));
        return delivery;
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            Delivery delivery = begin();
            int id = Jobs.id(delivery.first());
            queue.settle(delivery, new Outcome.Done(new Effects(List.of(), List.of(copy(id)))));
        }
    }

    private static Copy copy(int id) {
        return new Copy("to" + A, Jobs.SOURCE, id, A, 1000 + id);
    }

    private SqliteQueue afterCrash(Optional<UUID> boot) throws IOException {
        Path left = Files.createTempDirectory(folder, "left");
        Stores.crash(queue, original, left);
        return open(left, boot);
    }

    private static List<Integer> drain(SqliteQueue from) {
        List<Integer> ids = new ArrayList<>();
        for (Optional<Delivery> got = from.take(); got.isPresent(); got = from.take()) {
            ids.add(Jobs.id(got.get().first()));
            from.settle(got.get(), Outcome.Done.ALONE);
        }
        return ids;
    }

    private static List<Integer> unknown(SqliteQueue from) {
        List<DeadLetter> deadLetters = from.deadLetters().list(0, 100);
        assertTrue(deadLetters.stream().allMatch(dead -> dead.reason() == Reason.UNKNOWN_OUTCOME));
        return deadLetters.stream().map(dead -> Jobs.id(dead.job())).toList();
    }

    private static List<Integer> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void what_has_ended_in_a_run_has_ended_after_a_kill_and_what_was_under_way_is_unknown() throws IOException {
        send(5);
        begin();
        SqliteQueue after = afterCrash(THIS_BOOT);
        assertEquals(List.of(6), unknown(after));
        assertEquals(1, after.stats().count("unknown_outcomes"));
        assertEquals(14, after.stats().count("pending"));
        assertEquals(10_000 - 14, after.room());
        assertEquals(Optional.of(copy(5)), after.copyOf("to" + A, Jobs.SOURCE, 5));
        assertEquals(ids(7, 20), drain(after));
        after.close();
    }

    @Test
    void nothing_is_unknown_when_the_next_one_was_not_begun() throws IOException {
        send(5);
        SqliteQueue after = afterCrash(THIS_BOOT);
        assertEquals(List.of(), unknown(after));
        assertEquals(ids(6, 20), drain(after));
        after.close();
    }

    @Test
    void after_a_power_cut_all_that_was_claimed_and_is_not_known_to_have_ended_is_unknown() throws IOException {
        send(5);
        begin();
        SqliteQueue after = afterCrash(OTHER_BOOT);
        assertEquals(List.of(6, 7), unknown(after));
        assertEquals(ids(8, 20), drain(after));
        after.close();
    }

    @Test
    void a_lane_that_is_paced_claims_one_at_a_time() throws IOException {
        for (int i = 0; i < 5; i++) {
            send(1);
            time.advance(Duration.ofSeconds(1));
        }
        begin();
        SqliteQueue after = afterCrash(OTHER_BOOT);
        assertEquals(List.of(6), unknown(after));
        assertEquals(ids(7, 20), drain(after));
        after.close();
    }

    @Test
    void what_a_run_has_done_shows_at_once() {
        send(5);
        assertEquals(15, queue.stats().count("pending"));
        assertEquals(10_000 - 15, queue.room());
        assertEquals(15, queue.waiting(A));
        assertEquals(Optional.of(copy(4)), queue.copyOf("to" + A, Jobs.SOURCE, 4));
        assertEquals(Optional.of(copy(5)), queue.copyOf("to" + A, Jobs.SOURCE, 5));
    }

    @Test
    void a_stop_in_a_run_leaves_nothing_but_what_is_under_way() {
        send(5);
        queue.close();
        queue = open(original, OTHER_BOOT);
        assertEquals(List.of(), unknown(queue));
        assertEquals(ids(6, 20), drain(queue));
    }

    @Test
    void a_retry_in_a_run_keeps_the_order() throws IOException {
        send(4);
        Delivery five = begin();
        queue.settle(five, new Outcome.Retry(time.instant().plusSeconds(3), five.jobs()));
        assertEquals(Optional.empty(), queue.take());
        time.advance(Duration.ofSeconds(3));
        SqliteQueue after = afterCrash(THIS_BOOT);
        assertEquals(List.of(), unknown(after));
        assertEquals(ids(5, 20), drain(after));
        after.close();
        assertEquals(ids(5, 20), drain(queue));
    }

    /** Of a text that goes out in pieces the first has arrived. The process ends before the disk has taken that down. */
    @Test
    void a_retry_of_what_is_left_of_a_message_is_not_taken_for_one_that_was_not_sent() throws IOException {
        send(4);
        Delivery five = begin();
        Stores.execute(queue, "PRAGMA query_only = 1");
        queue.settle(five, new Outcome.Retry(time.instant(), List.of(rest(five.first()))));
        assertTrue(queue.problem().isPresent(), "the disk has taken it down");
        SqliteQueue after = afterCrash(THIS_BOOT);
        assertEquals(List.of(5), unknown(after));
        assertEquals(ids(6, 20), drain(after));
        after.close();
    }

    @Test
    void a_retry_of_a_whole_message_is_taken_for_one_that_was_not_sent() throws IOException {
        send(4);
        Delivery five = begin();
        Stores.execute(queue, "PRAGMA query_only = 1");
        Job again = five.first().with(new Job.Tries(1, 0));
        queue.settle(five, new Outcome.Retry(time.instant(), List.of(again)));
        assertTrue(queue.problem().isPresent(), "the disk has taken it down");
        SqliteQueue after = afterCrash(THIS_BOOT);
        assertEquals(List.of(), unknown(after));
        assertEquals(ids(5, 20), drain(after));
        after.close();
    }

    private static Job rest(Job job) {
        Payload.Relay relay = (Payload.Relay) job.payload();
        Payload left = new Payload.Relay(
                relay.chatId(), relay.messageId(), relay.replyTo(), "the second piece", relay.album(), relay.details());
        return new Job(
                job.watch(),
                job.destination(),
                job.topic(),
                left,
                job.due(),
                job.visited(),
                job.reserve(),
                job.tries());
    }

    @Test
    void what_is_given_up_behind_a_run_is_not_sent() {
        send(4);
        Delivery five = begin();
        assertEquals(13, queue.giveUp(A, 3, "gone"));
        queue.settle(five, Outcome.Done.ALONE);
        assertEquals(List.of(6, 7), drain(queue));
    }

    @Test
    void what_moves_in_a_run_goes_on_in_the_other_chat() {
        send(4);
        Delivery five = begin();
        queue.move(A, -7);
        queue.settle(five, Outcome.Done.ALONE);
        Delivery six = next(queue);
        assertEquals(List.of(-7L, 6L), List.of(six.destination(), (long) Jobs.id(six.first())));
        queue.settle(six, Outcome.Done.ALONE);
        assertEquals(ids(7, 20), drain(queue));
    }

    @Test
    void a_full_disk_in_a_run_sends_nothing_twice() {
        send(5);
        Stores.execute(queue, "PRAGMA max_page_count = 1");
        Delivery six = begin();
        queue.settle(six, Outcome.Done.ALONE);
        send(1);
        Stores.execute(queue, "PRAGMA max_page_count = 1000000");
        assertEquals(ids(8, 20), drain(queue));
    }

    /** To look for room the lane is withdrawn for a moment. Whoever finds nothing to take just then must be told to look again. */
    @Test
    void what_was_out_of_sight_while_an_offer_was_refused_is_announced() {
        send(5);
        AtomicInteger calls = new AtomicInteger();
        queue.onChange(calls::incrementAndGet);
        assertFalse(queue.offer(Batch.of(List.of(jobs(21, 10_020)))).accepted());
        assertEquals(1, calls.get());
        assertEquals(ids(6, 20), drain(queue));
    }

    @Test
    void claims_of_another_store_are_not_read() throws IOException {
        send(5);
        begin();
        Path left = Files.createTempDirectory(folder, "left");
        Stores.crash(queue, original, left);
        Files.delete(left.resolve("sluice.db"));
        Files.delete(left.resolve("sluice.db-wal"));
        SqliteQueue after = open(left, THIS_BOOT);
        offer(after, jobs(1, 7));
        assertEquals(ids(1, 7), drain(after));
        after.close();
    }

    @Test
    void where_nothing_can_be_claimed_each_is_recorded_by_itself() throws IOException {
        queue.close();
        Files.delete(original.resolve(ClaimFile.NAME));
        queue = open(original, Optional.empty());
        send(5);
        begin();
        assertTrue(Files.notExists(original.resolve(ClaimFile.NAME)));
        SqliteQueue after = afterCrash(THIS_BOOT);
        assertEquals(List.of(6), unknown(after));
        assertEquals(ids(7, 20), drain(after));
        after.close();
    }
}
