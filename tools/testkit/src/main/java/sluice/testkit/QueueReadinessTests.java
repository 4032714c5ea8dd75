package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;

/** The time from which deliveries are ready. */
abstract class QueueReadinessTests extends QueueContract {

    QueueReadinessTests(Factory queues) {
        super(queues);
    }

    @Test
    void nothing_is_ready_in_an_empty_queue() {
        MessageQueue queue = queue();
        assertNothingReady(queue);
        assertEquals(Optional.empty(), queue.nextReady());
    }

    @Test
    void a_job_is_ready_from_its_due_time_on() {
        MessageQueue queue = queue();
        Instant due = in(seconds(10));
        offer(queue, Jobs.relay(A, 1, due));
        assertEquals(Optional.of(due), queue.nextReady());
        time.advance(seconds(10).minus(NANO));
        assertNothingReady(queue);
        time.advance(NANO);
        assertEquals(List.of(1), nextIds(queue));
    }

    @Test
    void next_ready_may_have_passed_and_is_the_earliest_of_all_lanes() {
        MessageQueue queue = queue();
        offer(queue, Jobs.relay(A, 1, in(seconds(10))), Jobs.relay(B, 2, in(seconds(5))));
        assertEquals(Optional.of(in(seconds(5))), queue.nextReady());
        Instant due = in(seconds(5));
        time.advance(seconds(20));
        assertEquals(Optional.of(due), queue.nextReady());
    }

    @Test
    void busy_lanes_are_not_waited_for() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(A, 2));
        Delivery delivery = next(queue);
        assertEquals(Optional.empty(), queue.nextReady());
        queue.settle(delivery, Outcome.Done.ALONE);
        assertFalse(queue.nextReady().orElseThrow().isAfter(time.instant()));
    }

    @Test
    void a_lane_waits_until_the_time_of_its_retry() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(A, 2));
        hold(queue, A, in(seconds(10)));
        assertEquals(Optional.of(in(seconds(10))), queue.nextReady());
        offer(queue, job(A, 3));
        time.advance(seconds(10).minus(NANO));
        assertNothingReady(queue);
        time.advance(NANO);
        assertEquals(each(1, 2, 3), drain(queue));
    }

    @Test
    void a_retry_at_a_time_that_has_passed_is_ready_at_once() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1));
        hold(queue, A, time.instant().minusSeconds(10));
        assertFalse(queue.nextReady().orElseThrow().isAfter(time.instant()));
        assertEquals(List.of(1), nextIds(queue));
    }

    @Test
    void a_lane_does_not_wait_any_more_when_what_it_waited_for_is_gone() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1));
        hold(queue, A, in(seconds(60)));
        queue.giveUp(A, 0, "x");
        assertEquals(Optional.empty(), queue.nextReady());
        offer(queue, job(A, 2));
        assertEquals(List.of(2), nextIds(queue));
    }

    @Test
    void releasing_a_chat_without_jobs_does_no_harm() {
        MessageQueue queue = queue();
        queue.release(A);
        assertEquals(0, queue.waiting(A));
        assertEquals(Optional.empty(), queue.nextReady());
    }

    @Test
    void release_ends_the_wait_for_a_retry() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(B, 2));
        hold(queue, A, in(seconds(60)));
        hold(queue, B, in(seconds(60)));
        assertNothingReady(queue);
        queue.release(A);
        assertEquals(List.of(1), nextIds(queue));
        assertNothingReady(queue);
        queue.release(B);
        assertEquals(List.of(2), nextIds(queue));
    }

    @Test
    void release_does_not_end_the_wait_for_due_times_and_albums() {
        MessageQueue queue = queue();
        offer(queue, Jobs.relay(A, 1, in(seconds(1))), member(B, 2, "g"));
        queue.release(A);
        queue.release(B);
        assertNothingReady(queue);
    }
}
