package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.testkit.Jobs.reserving;

import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.api.Batch;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.DeadLetters.Retried;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MessageDetails;
import sluice.api.MessageQueue;
import sluice.api.MessageSender;
import sluice.api.Outcome;
import sluice.api.Payload;

/** The dead letters. */
abstract class QueueDeadLetterTests extends QueueContract {

    QueueDeadLetterTests(Factory queues) {
        super(queues);
    }

    @Test
    void dead_letters_are_the_same_object_each_time() {
        MessageQueue queue = queue();
        assertSame(queue.deadLetters(), queue.deadLetters());
    }

    @Test
    void dead_letters_have_rising_numbers_of_their_own() {
        MessageQueue queue = queue();
        kill(queue, job(A, 1));
        time.advance(seconds(5));
        kill(queue, job(A, 2));
        List<DeadLetter> listed = queue.deadLetters().list(0, 10);
        assertEquals(List.of(1, 2), deadIds(queue));
        assertTrue(listed.get(0).id() > 0 && listed.get(0).id() < listed.get(1).id());
        assertEquals(time.instant().minusSeconds(5), listed.get(0).at());
        assertEquals(time.instant(), listed.get(1).at());
        assertEquals(1000, queue.room());
    }

    @Test
    void dead_letters_are_listed_by_pages() {
        MessageQueue queue = queue();
        kill(queue, job(A, 1), job(A, 2), job(A, 3));
        List<DeadLetter> page = queue.deadLetters().list(0, 2);
        assertEquals(2, page.size());
        List<DeadLetter> rest = queue.deadLetters().list(page.getLast().id(), 2);
        assertEquals(List.of(3), rest.stream().map(dead -> Jobs.id(dead.job())).toList());
        assertEquals(List.of(), queue.deadLetters().list(rest.getLast().id(), 2));
        assertEquals(3, queue.deadLetters().size());
    }

    @Test
    void the_oldest_goes_when_there_are_too_many() {
        MessageQueue queue = queue(1000, "max-dead-letters", "3");
        kill(queue, job(A, 1), job(A, 2), job(A, 3));
        assertEquals(List.of(1, 2, 3), deadIds(queue));
        kill(queue, job(A, 4));
        assertEquals(List.of(2, 3, 4), deadIds(queue));
        assertEquals(3, queue.deadLetters().size());
        queue.offer(Batch.of(jobs(B, 10, 5)));
        queue.giveUp(B, 0, "x");
        assertEquals(List.of(12, 13, 14), deadIds(queue));
    }

    @Test
    void a_retry_is_like_the_first_time() {
        MessageQueue queue = queue();
        Job job = job(A, 1);
        offer(queue, job.with(new Job.Tries(3, 2)));
        queue.settle(next(queue), new Outcome.Dead(Reason.RETRIES_EXHAUSTED, "x"));
        long id = queue.deadLetters().list(0, 1).getFirst().id();
        assertEquals(Retried.QUEUED, queue.deadLetters().retry(id));
        assertEquals(0, queue.deadLetters().size());
        assertEquals(Retried.UNKNOWN, queue.deadLetters().retry(id));
        assertEquals(999, queue.room());
        assertEquals(List.of(job), next(queue).jobs());
    }

    @Test
    void a_retry_needs_room() {
        MessageQueue queue = queue(2);
        kill(queue, reserving(job(A, 1), 1));
        long id = queue.deadLetters().list(0, 1).getFirst().id();
        offer(queue, job(B, 2));
        assertEquals(Retried.FULL, queue.deadLetters().retry(id));
        assertEquals(1, queue.deadLetters().size());
        drain(queue);
        assertEquals(Retried.QUEUED, queue.deadLetters().retry(id));
        assertEquals(0, queue.room());
    }

    @Test
    void dead_letters_can_be_discarded() {
        MessageQueue queue = queue();
        kill(queue, job(A, 1));
        long id = queue.deadLetters().list(0, 1).getFirst().id();
        assertTrue(queue.deadLetters().discard(id));
        assertFalse(queue.deadLetters().discard(id));
        assertEquals(0, queue.deadLetters().size());
        assertEquals(Retried.UNKNOWN, queue.deadLetters().retry(id));
    }

    @Test
    void what_is_known_of_a_message_stays_with_it() {
        MessageQueue queue = queue();
        MessageDetails details = MessageDetails.ofText(new MessageSender(7, 0, "ann", "Ann", ""), 3, "[]")
                .with(new LinkPreview(true, "", false, false, false))
                .with(FormattedText.of("sent"));
        Payload known = ((Payload.Relay) job(A, 1).payload()).with(details);
        kill(queue, job(A, 1).with(known));
        DeadLetter letter = queue.deadLetters().list(0, 1).getFirst();
        assertEquals(known, letter.job().payload());
        queue.deadLetters().retry(letter.id());
        assertEquals(known, next(queue).first().payload());
    }
}
