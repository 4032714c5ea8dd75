package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.testkit.Jobs.reserving;

import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.api.Batch;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;

/** The bound on places, and the stored offset. */
abstract class QueueBoundTests extends QueueContract {

    QueueBoundTests(Factory queues) {
        super(queues);
    }

    @Test
    void takes_all_of_a_batch_or_nothing() {
        MessageQueue queue = queue(3);
        offer(queue, job(A, 1));
        Batch large = new Batch(List.of(job(A, 2), job(B, 3), job(C, 4)), 77);
        assertEquals(Offer.FULL, queue.offer(large));
        assertEquals(2, queue.room());
        assertEquals(0, queue.offset());
        assertEquals(0, queue.waiting(B));
        assertEquals(1, stat(queue, "full_events"));
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 2), job(B, 3)));
        assertEquals(0, queue.room());
        assertEquals(Offer.FULL, offer(queue, job(A, 5)));
        assertEquals(2, stat(queue, "full_events"));
        assertEquals(0, stat(queue, "dropped"));
    }

    @Test
    void a_batch_without_jobs_is_always_taken() {
        for (String whenFull : List.of("wait", "drop")) {
            MessageQueue queue = queue(1, "when-full", whenFull);
            offer(queue, job(A, 1));
            assertEquals(Offer.ACCEPTED, queue.offer(new Batch(List.of(), 5)));
            assertEquals(5, queue.offset());
            assertEquals(0, stat(queue, "full_events"));
            assertEquals(each(1), drain(queue));
        }
    }

    @Test
    void holds_exactly_as_many_as_it_may() {
        for (int count : new int[] {999, 1000, 1001}) {
            MessageQueue whole = queue(1000);
            assertEquals(count <= 1000, whole.offer(Batch.of(jobs(A, 1, count))).accepted(), count + " at once");
            MessageQueue single = queue(1000);
            int taken = 0;
            for (int id = 1; id <= count; id++) {
                taken += offer(single, job(id % 7, id)).accepted() ? 1 : 0;
            }
            assertEquals(Math.min(count, 1000), taken, count + " one by one");
            assertEquals(1000 - taken, single.room());
            assertEquals(taken, stat(single, "pending"));
            assertEquals(1000, drain(single).size() + single.room() - taken);
        }
    }

    @Test
    void drops_what_has_no_room_when_calls_so() {
        MessageQueue queue = queue(3, "when-full", "drop");
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1)));
        Batch batch = new Batch(jobs(A, 2, 4), 8);
        assertEquals(new Offer(true, 0, 2), queue.offer(batch));
        assertEquals(new Offer(true, 0, 1), offer(queue, job(A, 6)));
        assertEquals(8, queue.offset());
        assertEquals(3, stat(queue, "dropped"));
        assertEquals(2, stat(queue, "full_events"));
        assertEquals(each(1, 2, 3), drain(queue));
    }

    @Test
    void a_place_is_taken_until_its_delivery_is_settled() {
        MessageQueue queue = queue(2);
        assertEquals(2, queue.room());
        offer(queue, job(A, 1));
        assertEquals(1, queue.room());
        Delivery delivery = next(queue);
        assertEquals(1, queue.room());
        queue.settle(delivery, new Outcome.Retry(time.instant(), delivery.jobs()));
        assertEquals(1, queue.room());
        queue.settle(next(queue), new Outcome.Moved(B));
        assertEquals(1, queue.room());
        queue.settle(next(queue), Outcome.Done.ALONE);
        assertEquals(2, queue.room());
        kill(queue, job(A, 2));
        assertEquals(2, queue.room());
    }

    @Test
    void a_job_takes_the_places_that_it_reserves() {
        MessageQueue queue = queue(5);
        offer(queue, reserving(job(A, 1), 2));
        assertEquals(2, queue.room());
        assertEquals(1, stat(queue, "pending"));
        assertEquals(Offer.FULL, offer(queue, reserving(job(A, 2), 2)));
        assertEquals(Offer.ACCEPTED, offer(queue, reserving(job(A, 3), 1)));
        assertEquals(0, queue.room());
    }

    @Test
    void a_job_that_reserves_more_than_there_is_takes_all() {
        MessageQueue queue = queue(5);
        assertEquals(Offer.ACCEPTED, offer(queue, reserving(job(A, 1), Integer.MAX_VALUE)));
        assertEquals(0, queue.room());
        queue.settle(next(queue), Outcome.Done.ALONE);
        assertEquals(5, queue.room());
    }

    @Test
    void followers_take_the_places_that_were_reserved() {
        MessageQueue queue = queue(3);
        offer(queue, reserving(job(A, 1), 2));
        Delivery delivery = next(queue);
        assertEquals(Offer.FULL, offer(queue, job(C, 9)));
        queue.settle(delivery, done(job(B, 2), job(C, 3)));
        assertEquals(1, queue.room());
        assertEquals(0, queue.deadLetters().size());
        assertEquals(each(2, 3), drain(queue));
    }

    @Test
    void followers_that_find_no_room_are_dead_letters() {
        MessageQueue queue = queue(2);
        offer(queue, job(A, 1), job(B, 2));
        queue.settle(next(queue), done(job(C, 3), job(C, 4), job(C, 5)));
        assertEquals(0, queue.room());
        assertEquals(List.of(4, 5), deadIds(queue));
        DeadLetter dead = queue.deadLetters().list(0, 1).getFirst();
        assertEquals(Reason.QUEUE_FULL, dead.reason());
        assertEquals(time.instant(), dead.at());
        assertEquals(each(2, 3), drain(queue));
    }

    @Test
    void the_offset_is_zero_and_then_what_came_with_the_last_batch() {
        MessageQueue queue = queue();
        assertEquals(0, queue.offset());
        queue.offer(new Batch(List.of(), 41));
        assertEquals(41, queue.offset());
        queue.offer(new Batch(jobs(A, 1, 1), 43));
        assertEquals(43, queue.offset());
        offer(queue, job(A, 2));
        assertEquals(43, queue.offset());
    }
}
