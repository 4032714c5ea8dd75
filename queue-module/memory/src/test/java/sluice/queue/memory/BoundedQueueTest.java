package sluice.queue.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.memory.Queues.next;
import static sluice.queue.memory.Queues.offer;
import static sluice.testkit.Jobs.ids;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sluice.api.Batch;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

class BoundedQueueTest {

    private static final long A = -1001L;
    private static final long B = -1002L;

    private final FakeTime time = new FakeTime();
    private final BoundedQueue queue = Queues.of(time, 1000);

    private Job job(long destination, int id) {
        return Jobs.relay(destination, id, time.instant());
    }

    private Job member(long destination, int id) {
        return Jobs.member(destination, id, time.instant(), "g", Duration.ofSeconds(1));
    }

    @Test
    void keeps_at_most_100_texts() {
        for (int i = 0; i < 100; i++) {
            assertTrue(queue.keepText("text " + i, "one"));
        }
        assertFalse(queue.keepText("more", "one"));
        assertEquals(Optional.empty(), queue.text("more"));
        assertTrue(queue.keepText("text 7", "two"));
        assertTrue(queue.keepText("text 8", ""));
        assertTrue(queue.keepText("more", "one"));
        assertEquals(Optional.of("two"), queue.text("text 7"));
    }

    @Test
    void lanes_take_turns_whatever_their_backlog() {
        offer(queue, job(A, 1), job(A, 2), job(A, 3));
        time.advance(Duration.ofSeconds(1));
        offer(queue, job(B, 11), job(B, 12), job(B, 13));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Delivery delivery = next(queue);
            order.addAll(ids(delivery));
            time.advance(Duration.ofMillis(1));
            queue.settle(delivery, Outcome.Done.ALONE);
        }
        assertEquals(List.of(1, 11, 2, 12, 3, 13), order);
    }

    @Test
    void the_lane_that_may_go_first_goes_first_and_among_equals_the_first_that_came() {
        Instant now = time.instant();
        offer(queue, Jobs.relay(1, 1, now), Jobs.relay(2, 2, now.minusSeconds(1)), Jobs.relay(3, 3, now));
        Delivery held = next(queue);
        assertEquals(2, held.destination());
        queue.settle(held, new Outcome.Retry(now.plusSeconds(1), held.jobs()));
        time.advance(Duration.ofSeconds(1));
        assertEquals(List.of(1), ids(next(queue)));
        assertEquals(List.of(3), ids(next(queue)));
        assertEquals(List.of(2), ids(next(queue)));
    }

    @Test
    void a_retry_for_another_chat_is_refused_and_the_delivery_stays_under_way() {
        offer(queue, job(A, 1));
        Delivery delivery = next(queue);
        Outcome astray = new Outcome.Retry(time.instant(), List.of(job(B, 1)));
        assertThrows(IllegalArgumentException.class, () -> queue.settle(delivery, astray));
        assertEquals(1, queue.waiting(A));
        queue.settle(delivery, Outcome.Done.ALONE);
        assertEquals(1000, queue.room());
    }

    @Test
    void a_part_of_an_album_that_moves_to_another_part_goes_out_by_itself() {
        offer(queue, member(A, 1), member(B, 2));
        queue.move(A, B);
        offer(queue, member(B, 3));
        Delivery moved = next(queue);
        assertEquals(List.of(1), ids(moved));
        queue.settle(moved, Outcome.Done.ALONE);
        time.advance(Duration.ofSeconds(1));
        assertEquals(List.of(2, 3), ids(next(queue)));
    }

    @Test
    void a_retry_that_wants_more_places_than_there_are_loses_nothing() {
        BoundedQueue small = Queues.of(time, 2);
        offer(small, job(A, 1), job(B, 2));
        Delivery delivery = next(small);
        Job greedy = Jobs.reserving(delivery.first(), 1);
        small.settle(delivery, new Outcome.Retry(time.instant(), List.of(greedy)));
        assertEquals(
                Reason.QUEUE_FULL, small.deadLetters().list(0, 1).getFirst().reason());
        assertEquals(1, small.room());
    }

    @Test
    void a_listener_that_throws_does_not_undo_an_offer() {
        queue.onChange(() -> {
            throw new IllegalStateException("a listener that fails on purpose");
        });
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1)));
        assertEquals(1, queue.waiting(A));
    }

    @Test
    void cleaning_removes_nothing_even_under_pressure() {
        offer(queue, job(A, 1), job(A, 2));
        queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "x"));
        time.advance(Duration.ofDays(365));
        assertEquals(CleanupResult.NOTHING, queue.clean(CleanupContext.pressure(1.0)));
        assertEquals(1, queue.waiting(A));
        assertEquals(1, queue.deadLetters().size());
    }

    @Test
    void a_clock_that_is_set_back_delays_a_lane_until_the_next_cleanup_at_most() {
        AtomicReference<Instant> now = new AtomicReference<>(FakeTime.START);
        BoundedQueue moody = new BoundedQueue();
        ComponentContext context = Contexts.of(time, "max-size", "9", "when-full", "wait", "max-dead-letters", "9");
        Clock clock = new SettableClock(now);
        moody.start(new ComponentContext(context.settings(), clock, time, context.dataDir()));
        Instant back = FakeTime.START.minusSeconds(3600);
        offer(moody, Jobs.relay(A, 1, back), Jobs.relay(A, 2, back));
        moody.settle(next(moody), Outcome.Done.ALONE);
        now.set(back);
        assertEquals(Optional.empty(), moody.take());
        moody.clean(CleanupContext.scheduled());
        assertEquals(List.of(2), ids(next(moody)));
    }

    @Test
    void reports_exactly_these_figures() {
        BoundedQueue small = Queues.of(time, 20);
        small.offer(Batch.of(IntStream.range(0, 12).mapToObj(id -> job(A, id)).toList()));
        small.giveUp(A, 0, "x");
        offer(small, job(A, 20), Jobs.reserving(job(B, 21), 3));
        assertEquals(Offer.FULL, offer(small, Jobs.reserving(job(B, 22), 19)));
        assertEquals(
                "{pending=2, max_size=20, full_events=1, dropped=0, dead_letters=10, dead_letters_evicted=2, lanes=2}",
                small.stats().values().toString());
    }

    @Test
    void a_hundred_thousand_albums_of_one_pass_through_a_small_queue() {
        BoundedQueue small = Queues.of(time, 100);
        int sent = 0;
        int refused = 0;
        for (int id = 1; id <= 100_000; ) {
            Job single = Jobs.member(id % 7, id, time.instant(), "g" + id, Duration.ofSeconds(1));
            if (offer(small, single).accepted()) {
                id++;
            } else {
                refused++;
                assertEquals(0, small.room());
                assertTrue(small.take().isEmpty(), "an album went out early");
                time.advance(Duration.ofSeconds(1));
                sent += drain(small);
                assertEquals(100, small.room());
            }
        }
        small.flush();
        sent += drain(small);
        assertEquals(100_000, sent);
        assertEquals(999, refused);
        assertFalse(small.nextReady().isPresent());
    }

    private static int drain(BoundedQueue queue) {
        int count = 0;
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            count += got.get().jobs().size();
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        return count;
    }

    private static final class SettableClock extends Clock {

        private final AtomicReference<Instant> now;

        SettableClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
