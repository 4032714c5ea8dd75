package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;

/** Calls of the listener. */
abstract class QueueListenerTests extends QueueContract {

    QueueListenerTests(Factory queues) {
        super(queues);
    }

    @Test
    void the_listener_is_called_for_whatever_makes_work_ready_or_room_free() {
        MessageQueue queue = queue();
        AtomicInteger calls = new AtomicInteger();
        queue.onChange(calls::incrementAndGet);
        assertCalled(calls, () -> offer(queue, job(A, 1), job(A, 2), job(A, 3), member(B, 4, "g")));
        assertCalled(calls, () -> queue.settle(next(queue), Outcome.Done.ALONE));
        Delivery delivery = next(queue);
        assertCalled(calls, () -> queue.settle(delivery, new Outcome.Retry(in(seconds(9)), delivery.jobs())));
        assertCalled(calls, () -> queue.release(A));
        assertCalled(calls, () -> queue.move(A, C));
        assertCalled(calls, () -> queue.giveUp(C, 1, "x"));
        assertCalled(calls, () -> queue.flush());
        assertCalled(calls, () -> queue.deadLetters().retry(1));
    }

    private static void assertCalled(AtomicInteger calls, Runnable change) {
        int before = calls.get();
        change.run();
        assertTrue(calls.get() > before, "the listener was not called");
    }

    @Test
    void the_listener_is_called_under_no_lock() {
        MessageQueue queue = queue();
        List<Integer> rooms = new ArrayList<>();
        queue.onChange(() -> rooms.add(CompletableFuture.supplyAsync(queue::room)
                .orTimeout(10, TimeUnit.SECONDS)
                .join()));
        offer(queue, job(A, 1));
        queue.settle(next(queue), Outcome.Done.ALONE);
        assertEquals(List.of(999, 1000), rooms);
    }
}
