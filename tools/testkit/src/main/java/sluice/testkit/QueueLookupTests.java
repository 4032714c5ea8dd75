package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.MessageQueue;
import sluice.api.Outcome;

/** Looking up remembered copies and due times. */
abstract class QueueLookupTests extends QueueContract {

    QueueLookupTests(Factory queues) {
        super(queues);
    }

    @Test
    void copies_are_unknown_before_they_are_made() {
        MessageQueue queue = queue();
        assertEquals(Optional.empty(), queue.copyOf("w", A, 1));
    }

    @Test
    void copies_are_found_by_watch_chat_and_message() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1));
        Effects effects = new Effects(List.of(), List.of(copy(1, 71), copy(2, 72)));
        queue.settle(next(queue), new Outcome.Done(effects));
        assertEquals(Optional.of(copy(1, 71)), queue.copyOf("w", A, 1));
        assertEquals(Optional.of(copy(2, 72)), queue.copyOf("w", A, 2));
        assertEquals(Optional.empty(), queue.copyOf("other", A, 1));
        assertEquals(Optional.empty(), queue.copyOf("w", B, 1));
        assertEquals(Optional.empty(), queue.copyOf("w", A, 3));
    }

    @Test
    void copies_are_the_newest_of_a_message() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), job(A, 2));
        queue.settle(next(queue), new Outcome.Done(new Effects(List.of(), List.of(copy(1, 71)))));
        queue.settle(next(queue), new Outcome.Done(new Effects(List.of(), List.of(copy(1, 81)))));
        assertEquals(Optional.of(copy(1, 81)), queue.copyOf("w", A, 1));
    }

    private Optional<Instant> due(MessageQueue queue, int message) {
        return queue.dueOf(A, "to" + A, Jobs.SOURCE, message);
    }

    @Test
    void a_due_time_is_known_while_a_message_waits_or_is_in_flight() {
        MessageQueue queue = queue();
        offer(queue, Jobs.relay(A, 1, in(seconds(3))));
        assertEquals(Optional.of(in(seconds(3))), due(queue, 1));
        assertEquals(Optional.empty(), due(queue, 2));
        assertEquals(Optional.empty(), queue.dueOf(B, "to" + A, Jobs.SOURCE, 1));
        assertEquals(Optional.empty(), queue.dueOf(A, "other", Jobs.SOURCE, 1));
        assertEquals(Optional.empty(), queue.dueOf(A, "to" + A, A, 1));
        Instant due = in(seconds(3));
        time.advance(seconds(3));
        Delivery delivery = next(queue);
        queue.begin(delivery);
        assertEquals(Optional.of(due), due(queue, 1));
        queue.settle(delivery, new Outcome.Retry(in(seconds(60)), delivery.jobs()));
        assertEquals(Optional.of(due), due(queue, 1));
        queue.release(A);
        queue.settle(next(queue), Outcome.Done.ALONE);
        assertEquals(Optional.empty(), due(queue, 1));
    }

    @Test
    void the_due_time_of_a_member_is_that_of_its_album() {
        MessageQueue queue = queue();
        offer(queue, Jobs.member(A, 1, time.instant(), "g", QUIET), Jobs.member(A, 2, in(seconds(5)), "g", QUIET));
        assertEquals(Optional.of(time.instant()), due(queue, 2));
    }
}
