package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.MessageQueue;

/** Texts that are kept beside the jobs. */
abstract class QueueTextTests extends QueueContract {

    QueueTextTests(Factory queues) {
        super(queues);
    }

    @Test
    void a_text_is_kept_under_its_name_until_it_is_replaced() {
        MessageQueue queue = queue();
        assertEquals(Optional.empty(), queue.text("a"));
        assertTrue(queue.keepText("a", "one\nzwei 三 🌊"));
        assertTrue(queue.keepText("b", "another"));
        assertEquals(Optional.of("one\nzwei 三 🌊"), queue.text("a"));
        assertTrue(queue.keepText("a", "two"));
        assertEquals(Optional.of("two"), queue.text("a"));
        assertEquals(Optional.of("another"), queue.text("b"));
    }

    @Test
    void an_empty_text_removes_what_was_kept() {
        MessageQueue queue = queue();
        queue.keepText("a", "one");
        queue.keepText("b", "another");
        assertTrue(queue.keepText("a", ""));
        assertTrue(queue.keepText("never kept", ""));
        assertEquals(Optional.empty(), queue.text("a"));
        assertEquals(Optional.of("another"), queue.text("b"));
        assertTrue(queue.keepText("a", "again"));
        assertEquals(Optional.of("again"), queue.text("a"));
    }

    @Test
    void a_text_may_be_long() {
        MessageQueue queue = queue();
        String text = "三x".repeat(500_000);
        assertTrue(queue.keepText("a", text));
        assertEquals(Optional.of(text), queue.text("a"));
    }

    @Test
    void texts_take_no_places_and_outlast_the_jobs() {
        MessageQueue queue = queue(1);
        assertTrue(queue.keepText("a", "one"));
        assertEquals(1, queue.room());
        offer(queue, job(A, 1));
        assertTrue(queue.keepText("a", "two"));
        drain(queue);
        assertEquals(Optional.of("two"), queue.text("a"));
    }
}
