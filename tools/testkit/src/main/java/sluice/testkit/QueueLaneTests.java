package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.testkit.Jobs.ids;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sluice.api.Batch;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;

/** Moving and giving up whole lanes. */
abstract class QueueLaneTests extends QueueContract {

    QueueLaneTests(Factory queues) {
        super(queues);
    }

    @Test
    void waiting_counts_what_is_in_flight_too() {
        MessageQueue queue = queue();
        assertEquals(0, queue.waiting(A));
        offer(queue, job(A, 1), job(A, 2), job(B, 3));
        assertEquals(2, queue.waiting(A));
        Delivery delivery = next(queue);
        assertEquals(2, queue.waiting(A));
        queue.settle(delivery, Outcome.Done.ALONE);
        assertEquals(1, queue.waiting(A));
    }

    @Test
    void a_moved_delivery_takes_its_lane_along_in_order() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1));
        time.advance(NANO);
        offer(queue, job(B, 2));
        time.advance(NANO);
        offer(queue, job(A, 3));
        time.advance(NANO);
        offer(queue, job(B, 4));
        queue.settle(next(queue), new Outcome.Moved(B));
        assertEquals(0, queue.waiting(A));
        assertEquals(4, queue.waiting(B));
        Delivery first = next(queue);
        assertEquals(B, first.destination());
        queue.settle(first, Outcome.Done.ALONE);
        assertEquals(each(2, 3, 4), drain(queue));
    }

    @Test
    void moving_goes_into_a_busy_lane_too() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(B, 2));
        Delivery a = next(queue);
        Delivery b = next(queue);
        queue.settle(a, new Outcome.Moved(B));
        assertNothingReady(queue);
        queue.settle(b, Outcome.Done.ALONE);
        assertEquals(List.of(1), nextIds(queue));
    }

    @Test
    void move_takes_all_that_waits_and_not_what_is_in_flight() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(A, 2), job(A, 3));
        Delivery inFlight = next(queue);
        queue.move(A, B);
        assertEquals(1, queue.waiting(A));
        assertEquals(2, queue.waiting(B));
        Delivery moved = next(queue);
        assertEquals(List.of(2), ids(moved));
        assertEquals(B, moved.destination());
        queue.settle(moved, Outcome.Done.ALONE);
        queue.settle(inFlight, new Outcome.Retry(time.instant(), inFlight.jobs()));
        assertEquals(1, queue.waiting(A));
        assertEquals(998, queue.room());
    }

    @Test
    void moving_nothing_or_to_the_same_chat_changes_nothing() {
        MessageQueue queue = queue();
        queue.move(A, B);
        offer(queue, job(A, 1), job(A, 2));
        queue.move(A, A);
        queue.settle(next(queue), new Outcome.Moved(A));
        assertEquals(2, queue.waiting(A));
        assertEquals(each(1, 2), drain(queue));
    }

    @Test
    void an_album_that_moves_keeps_getting_members() {
        MessageQueue queue = queue();
        offer(queue, member(A, 2, "g"));
        queue.move(A, B);
        offer(queue, member(B, 1, "g"));
        time.advance(QUIET);
        assertEquals(List.of(1, 2), nextIds(queue));
    }

    @Test
    void an_album_that_was_in_flight_gets_no_members_after_its_move() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"));
        time.advance(QUIET);
        queue.settle(next(queue), new Outcome.Moved(B));
        offer(queue, member(B, 2, "g"));
        assertEquals(each(1), drain(queue));
        time.advance(QUIET);
        assertEquals(each(2), drain(queue));
    }

    @Test
    void gives_up_all_but_the_first() {
        MessageQueue queue = queue();
        queue.offer(Batch.of(jobs(A, 1, 5)));
        offer(queue, job(B, 9));
        assertEquals(2, queue.giveUp(A, 3, "cooling down"));
        assertEquals(List.of(4, 5), deadIds(queue));
        DeadLetter dead = queue.deadLetters().list(0, 1).getFirst();
        assertEquals(Reason.CHAT_UNUSABLE, dead.reason());
        assertEquals("cooling down", dead.detail());
        assertEquals(time.instant(), dead.at());
        assertEquals(996, queue.room());
        assertEquals(0, queue.giveUp(A, 3, "again"));
        assertEquals(3, queue.giveUp(A, 0, "all"));
        assertEquals(0, queue.giveUp(C, 0, "nothing"));
        assertEquals(each(9), drain(queue));
    }

    @Test
    void a_delivery_in_flight_counts_and_is_not_given_up() {
        MessageQueue queue = queue();
        queue.offer(Batch.of(jobs(A, 1, 3)));
        Delivery inFlight = next(queue);
        assertEquals(1, queue.giveUp(A, 2, "x"));
        assertEquals(1, queue.giveUp(A, 0, "x"));
        assertEquals(List.of(3, 2), deadIds(queue));
        assertEquals(1, queue.waiting(A));
        assertDoesNotThrow(() -> queue.settle(inFlight, Outcome.Done.ALONE));
    }

    @Test
    void an_album_is_kept_or_given_up_as_a_whole() {
        for (int keep = 0; keep <= 5; keep++) {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), member(A, 2, "g"), member(A, 3, "g"), member(A, 4, "g"), job(A, 5));
            int kept = keep < 4 ? Math.min(keep, 1) : keep;
            assertEquals(5 - kept, queue.giveUp(A, keep, "x"), "keep " + keep);
            assertEquals(kept, queue.waiting(A));
            assertEquals(IntStream.rangeClosed(kept + 1, 5).boxed().toList(), deadIds(queue));
        }
    }

    @Test
    void an_album_that_was_given_up_gets_no_members() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"));
        queue.giveUp(A, 0, "x");
        offer(queue, member(A, 2, "g"));
        time.advance(QUIET);
        assertEquals(each(2), drain(queue));
    }
}
