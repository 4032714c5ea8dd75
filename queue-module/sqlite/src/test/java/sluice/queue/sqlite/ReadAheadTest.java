package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.sqlite.Stores.next;
import static sluice.testkit.Jobs.ids;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.Batch;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** A few jobs in memory stand for many on the disk. */
class ReadAheadTest {

    private static final int IN_MEMORY = 10;

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private SqliteQueue queue;

    @BeforeEach
    void open() {
        queue = Stores.open(Stores.context(time, folder, IN_MEMORY, 100_000));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private void offer(List<Job> jobs) {
        assertTrue(queue.offer(Batch.of(jobs)).accepted());
        assertFewInMemory();
    }

    private List<Job> jobs(int first, int count, IntUnaryOperator lane) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> Jobs.relay(lane.applyAsInt(id), id, time.instant()))
                .toList();
    }

    private void assertFewInMemory() {
        assertTrue(inMemory() <= IN_MEMORY, () -> inMemory() + " jobs in memory");
    }

    private long inMemory() {
        return queue.stats().count("pending") - queue.stats().count("backlog");
    }

    private List<Integer> drain() {
        List<Integer> all = new ArrayList<>();
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            all.addAll(ids(got.get()));
            queue.settle(got.get(), Outcome.Done.ALONE);
            assertFewInMemory();
        }
        return all;
    }

    @Test
    void a_lane_with_a_long_backlog_that_waits_takes_no_room_from_others() {
        offer(jobs(1, 2000, id -> 1));
        Delivery held = next(queue);
        queue.begin(held);
        queue.settle(held, new Outcome.Retry(time.instant().plusSeconds(3600), held.jobs()));
        offer(jobs(5001, 300, id -> id));
        assertEquals(IntStream.range(5001, 5301).boxed().toList(), drain());
        assertEquals(2000, queue.waiting(1));
        time.advance(Duration.ofHours(1));
        assertEquals(IntStream.rangeClosed(1, 2000).boxed().toList(), drain());
    }

    @ParameterizedTest
    @CsvSource({"0.0, 10", "0.25, 7", "0.5, 5", "1.0, 1"})
    void under_pressure_what_is_on_the_disk_too_leaves_the_memory_and_comes_in_its_turn(double pressure, int kept) {
        offer(jobs(1, 200, id -> id));
        assertEquals(IN_MEMORY, inMemory());

        assertEquals(CleanupResult.NOTHING, queue.clean(CleanupContext.pressure(pressure)));

        assertEquals(kept, inMemory());
        assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), drain());
    }

    @Test
    void many_lanes_on_the_disk_take_their_turns() {
        offer(jobs(1, 200, id -> id));
        time.advance(Duration.ofSeconds(1));
        offer(jobs(201, 200, id -> id - 200));
        assertEquals(IntStream.rangeClosed(1, 400).boxed().toList(), drain());
    }

    @Test
    void many_lanes_that_are_put_back_wait_and_come_in_their_order() {
        offer(jobs(1, 100, id -> id));
        for (int id = 1; id <= 100; id++) {
            Delivery delivery = next(queue);
            assertEquals(List.of(id), ids(delivery));
            Instant later = time.instant().plusMillis(1001 - id);
            queue.settle(delivery, new Outcome.Retry(later, delivery.jobs()));
            assertFewInMemory();
        }
        assertEquals(List.of(), drain());
        assertEquals(Optional.of(time.instant().plusMillis(901)), queue.nextReady());
        time.advance(Duration.ofSeconds(1));
        assertEquals(IntStream.rangeClosed(1, 100).map(i -> 101 - i).boxed().toList(), drain());
    }

    @Test
    void a_lane_that_becomes_ready_earlier_comes_earlier_although_memory_is_full() {
        offer(IntStream.rangeClosed(1, 50)
                .mapToObj(id -> Jobs.relay(id, id, time.instant().plusSeconds(id)))
                .toList());
        offer(List.of(Jobs.relay(40, 99, time.instant())));
        assertEquals(List.of(99), ids(next(queue)));
        assertEquals(Optional.of(time.instant().plusSeconds(1)), queue.nextReady());
    }

    @Test
    void a_large_lane_is_given_up_without_being_read_into_memory() {
        offer(jobs(1, 1500, id -> 1));
        assertEquals(1493, queue.giveUp(1, 7, "x"));
        assertEquals(100, queue.deadLetters().size());
        assertEquals(1393, queue.stats().count("dead_letters_evicted"));
        assertEquals(
                IntStream.rangeClosed(1401, 1500).boxed().toList(),
                queue.deadLetters().list(0, 200).stream()
                        .map(letter -> Jobs.id(letter.job()))
                        .toList());
        assertEquals(IntStream.rangeClosed(1, 7).boxed().toList(), drain());
    }

    @Test
    void a_clock_that_is_set_back_delays_a_lane_until_the_next_cleanup_at_most() {
        close();
        AtomicReference<Instant> now = new AtomicReference<>(FakeTime.START);
        InstantSource source = now::get;
        ComponentContext context = Stores.context(time, folder, IN_MEMORY, 100);
        queue = Stores.open(
                new ComponentContext(context.settings(), source.withZone(ZoneOffset.UTC), time, context.dataDir()));
        Instant back = FakeTime.START.minusSeconds(3600);
        offer(List.of(Jobs.relay(1, 1, back), Jobs.relay(1, 2, back), Jobs.relay(2, 3, back)));
        queue.settle(next(queue), Outcome.Done.ALONE);
        Delivery paced = next(queue);
        assertEquals(List.of(3), ids(paced));
        queue.settle(paced, new Outcome.Retry(back, paced.jobs()));
        now.set(back);
        assertEquals(Optional.empty(), queue.take());
        queue.clean(CleanupContext.scheduled());
        assertEquals(List.of(2, 3), drain());
    }

    @Test
    void reports_exactly_these_figures() {
        offer(jobs(1, 30, id -> id));
        offer(jobs(1, 1, id -> 1));
        queue.begin(next(queue));
        assertEquals(
                "{pending=30, max_size=10, full_events=0, dropped=0, dead_letters=0, dead_letters_evicted=0, lanes=10, backlog=20,"
                        + " max_backlog=100000, duplicates=1, unknown_outcomes=0, write_failures=0, unwritten=0,"
                        + " damaged_files=0, lost=0}",
                queue.stats().values().toString());
    }
}
