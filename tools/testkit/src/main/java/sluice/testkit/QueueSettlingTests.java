package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.testkit.Jobs.ids;
import static sluice.testkit.Jobs.reserving;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.Payload;

/** The ends of deliveries. */
abstract class QueueSettlingTests extends QueueContract {

    QueueSettlingTests(Factory queues) {
        super(queues);
    }

    @Test
    void a_delivery_is_settled_once() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(A, 2));
        Delivery first = next(queue);
        queue.settle(first, Outcome.Done.ALONE);
        assertThrows(IllegalArgumentException.class, () -> queue.settle(first, Outcome.Done.ALONE));
        Delivery second = next(queue);
        assertThrows(IllegalArgumentException.class, () -> queue.settle(first, Outcome.Done.ALONE));
        Delivery unknown = new Delivery(4711, second.jobs());
        assertThrows(IllegalArgumentException.class, () -> queue.settle(unknown, Outcome.Done.ALONE));
        assertEquals(1, queue.waiting(A));
        queue.settle(second, Outcome.Done.ALONE);
        assertEquals(0, queue.waiting(A));
    }

    @Test
    void a_retry_may_send_the_rest_only() {
        MessageQueue queue = queue(3);
        offer(queue, member(A, 1, "g"), member(A, 2, "g"), member(A, 3, "g"));
        time.advance(QUIET);
        Delivery album = next(queue);
        queue.settle(album, new Outcome.Retry(time.instant(), album.jobs().subList(1, 3)));
        assertEquals(1, queue.room());
        Delivery rest = next(queue);
        assertEquals(List.of(2, 3), ids(rest));
        queue.settle(rest, new Outcome.Dead(Reason.RETRIES_EXHAUSTED, "no"));
        assertEquals(List.of(2, 3), deadIds(queue));
        assertEquals(3, queue.room());
    }

    @Test
    void a_retry_may_change_what_is_sent() {
        MessageQueue queue = queue();
        offer(queue, Jobs.text(A, "one two", time.instant()));
        Delivery delivery = next(queue);
        Job rest = delivery.first().with(new Payload.Text("two"));
        queue.settle(delivery, new Outcome.Retry(time.instant(), List.of(rest)));
        assertEquals(List.of(rest), next(queue).jobs());
    }

    @Test
    void effects_of_a_retry_are_kept_at_once() {
        MessageQueue queue = queue(3);
        offer(queue, reserving(job(A, 1), 1));
        Delivery delivery = next(queue);
        Job rest = Jobs.text(A, "the rest", time.instant());
        Effects effects = new Effects(List.of(job(B, 2)), List.of(copy(1, 71)));
        queue.settle(delivery, new Outcome.Retry(in(seconds(1)), List.of(rest), effects));
        assertEquals(1, queue.room());
        assertEquals(List.of(2), nextIds(queue));
        assertEquals(Optional.of(copy(1, 71)), queue.copyOf("w", A, 1));
        time.advance(seconds(1));
        assertEquals(List.of(rest), next(queue).jobs());
    }

    @Test
    void a_delivery_may_begin_before_it_is_settled() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"), member(A, 2, "g"), job(A, 3));
        time.advance(QUIET);
        Delivery album = next(queue);
        assertTrue(queue.begin(album));
        assertNothingReady(queue);
        assertEquals(3, queue.waiting(A));
        queue.settle(album, new Outcome.Retry(in(seconds(1)), album.jobs()));
        time.advance(seconds(1));
        Delivery again = next(queue);
        assertEquals(album.jobs(), again.jobs());
        assertTrue(queue.begin(again));
        queue.settle(again, Outcome.Done.ALONE);
        assertEquals(each(3), drain(queue));
        assertEquals(0, queue.deadLetters().size());
    }

    @Test
    void what_moves_is_addressed_to_the_new_chat() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1));
        Delivery delivery = next(queue);
        assertTrue(queue.begin(delivery));
        queue.settle(delivery, new Outcome.Moved(B));
        assertEquals(List.of(delivery.first().to(B)), next(queue).jobs());
    }

    @Test
    void a_dead_delivery_is_listed_and_the_lane_goes_on() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"), member(A, 2, "g"), job(A, 3));
        time.advance(QUIET);
        Delivery album = next(queue);
        queue.settle(album, new Outcome.Dead(Reason.UNKNOWN_OUTCOME, "no answer"));
        List<DeadLetter> deadLetters = queue.deadLetters().list(0, 10);
        assertEquals(album.jobs(), deadLetters.stream().map(DeadLetter::job).toList());
        for (DeadLetter dead : deadLetters) {
            assertEquals(Reason.UNKNOWN_OUTCOME, dead.reason());
            assertEquals("no answer", dead.detail());
            assertEquals(time.instant(), dead.at());
        }
        assertEquals(2, stat(queue, "dead_letters"));
        assertEquals(List.of(3), nextIds(queue));
    }
}
