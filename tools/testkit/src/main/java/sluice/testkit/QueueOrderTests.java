package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static sluice.testkit.Jobs.ids;
import static sluice.testkit.Jobs.reserving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Outcome;

/** The order within a lane and between lanes. */
abstract class QueueOrderTests extends QueueContract {

    QueueOrderTests(Factory queues) {
        super(queues);
    }

    @Test
    void jobs_of_a_lane_go_out_by_due_time_and_then_by_arrival() {
        MessageQueue queue = queue();
        Instant now = time.instant();
        offer(
                queue,
                Jobs.relay(A, 1, now.plusSeconds(2)),
                Jobs.relay(A, 2, now.plusSeconds(1)),
                Jobs.relay(A, 3, now),
                Jobs.relay(A, 4, now.plusSeconds(1)),
                Jobs.relay(A, 5, now));
        time.advance(seconds(2));
        assertEquals(each(3, 5, 2, 4, 1), drain(queue));
    }

    @Test
    void a_lane_has_one_delivery_at_a_time() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(A, 2));
        Delivery first = next(queue);
        assertEquals(List.of(1), ids(first));
        assertNothingReady(queue);
        queue.settle(first, Outcome.Done.ALONE);
        assertEquals(List.of(2), nextIds(queue));
    }

    @Test
    void a_delivery_has_what_was_handed_in() {
        MessageQueue queue = queue();
        Job text = Jobs.text(A, "hello", time.instant());
        Job relay = reserving(Jobs.relay(B, 1, time.instant()), 3).with(new Job.Tries(1, 2));
        offer(queue, text, relay);
        Delivery first = next(queue);
        Delivery second = next(queue);
        assertEquals(List.of(text), first.jobs());
        assertEquals(List.of(relay), second.jobs());
        assertNotEquals(first.id(), second.id());
    }

    @Test
    void a_retried_job_stays_at_the_head() {
        MessageQueue queue = queue();
        Instant now = time.instant();
        offer(queue, job(A, 1), job(A, 2));
        Delivery first = next(queue);
        Job again = first.first().with(new Job.Tries(1, 0));
        offer(queue, Jobs.relay(A, 3, now.minusSeconds(60)));
        queue.settle(first, new Outcome.Retry(now.plusSeconds(4), List.of(again)));
        time.advance(seconds(4).minus(NANO));
        assertNothingReady(queue);
        time.advance(NANO);
        Delivery retried = next(queue);
        assertEquals(List.of(again), retried.jobs());
        assertNotEquals(first.id(), retried.id());
        queue.settle(retried, Outcome.Done.ALONE);
        assertEquals(each(3, 2), drain(queue));
    }

    @Test
    void lanes_do_not_wait_for_each_other() {
        MessageQueue queue = queue();
        long busy = -1;
        long held = -2;
        long later = -3;
        long collecting = -4;
        offer(queue, job(busy, 1), job(busy, 2));
        next(queue);
        offer(queue, job(held, 3));
        hold(queue, held, in(seconds(60)));
        offer(queue, member(collecting, 5, "g"), job(collecting, 6), job(A, 7));
        offer(queue, Jobs.relay(later, 4, in(NANO)));
        assertEquals(each(7), drain(queue));
    }

    @Test
    void the_members_of_an_album_stand_where_its_first_member_stands() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), member(A, 2, "g"), job(A, 3));
        time.advance(Duration.ofMillis(500));
        offer(queue, member(A, 4, "g"));
        assertEquals(each(1), drain(queue));
        time.advance(QUIET);
        assertEquals(List.of(List.of(2, 4), List.of(3)), drain(queue));
    }
}
