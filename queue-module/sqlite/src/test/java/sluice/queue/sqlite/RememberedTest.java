package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.queue.sqlite.Stores.next;
import static sluice.queue.sqlite.Stores.offer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Batch;
import sluice.api.CleanupContext;
import sluice.api.Copy;
import sluice.api.DeadLetter.Reason;
import sluice.api.DeadLetters.Retried;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** What is known about messages that were taken in, for how long, and how many. */
class RememberedTest {

    private static final long A = -1001;
    private static final long B = -1002;
    private static final int MAX = 1000;
    private static final Offer ONE_REPEAT = new Offer(true, 1, 0);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration NANO = Duration.ofNanos(1);

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private SqliteQueue queue;

    @BeforeEach
    void open() {
        queue = Stores.open(Stores.context(time, folder, 100, 10_000), MAX);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private Job job(long destination, int id) {
        return Jobs.relay(destination, id, time.instant());
    }

    private long clean() {
        return queue.clean(CleanupContext.scheduled()).removed();
    }

    private static Copy copy(int original) {
        return new Copy("to" + A, Jobs.SOURCE, original, A, 7);
    }

    private static Outcome copied(int original) {
        return new Outcome.Done(new Effects(List.of(), List.of(copy(original))));
    }

    @Test
    void the_same_message_is_taken_in_once_per_watch() {
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1), job(B, 1)));
        assertEquals(new Offer(true, 2, 0), offer(queue, job(A, 1), job(A, 2), job(B, 1)));
        assertEquals(2, queue.waiting(A));
        assertEquals(10_000 - 3, queue.room());
        assertEquals(2, queue.stats().count("duplicates"));
    }

    @Test
    void a_notice_can_come_again() {
        Job notice = Jobs.text(A, "a chat works again", time.instant());
        offer(queue, notice);
        assertEquals(Offer.ACCEPTED, offer(queue, notice));
        Job copied = new Job("", A, 0, job(A, 1).payload(), time.instant(), List.of(), 0, Job.Tries.NONE);
        offer(queue, copied);
        assertEquals(Offer.ACCEPTED, offer(queue, copied));
        assertEquals(4, queue.waiting(A));
    }

    @Test
    void a_batch_that_is_refused_is_not_known() {
        close();
        queue = Stores.open(Stores.context(time, folder, 2, 2));
        assertEquals(Offer.FULL, offer(queue, job(A, 1), job(A, 2), job(A, 3)));
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1), job(A, 2)));
    }

    @Test
    void a_follower_is_taken_in_once() {
        offer(queue, job(A, 1), job(A, 2));
        Outcome followed = new Outcome.Done(new Effects(List.of(job(B, 9)), List.of()));
        queue.settle(next(queue), followed);
        queue.settle(next(queue), followed);
        assertEquals(1, queue.waiting(B));
        assertEquals(1, queue.stats().count("duplicates"));
        assertEquals(9_999, queue.room());
    }

    @Test
    void a_dead_letter_can_be_retried_although_it_is_known() {
        offer(queue, job(A, 1));
        Delivery delivery = next(queue);
        queue.settle(delivery, new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "x"));
        long id = queue.deadLetters().list(0, 1).getFirst().id();
        assertEquals(Retried.QUEUED, queue.deadLetters().retry(id));
        assertEquals(delivery.jobs(), next(queue).jobs());
    }

    @Test
    void messages_are_forgotten_after_a_day() {
        offer(queue, job(A, 1));
        time.advance(DAY);
        assertEquals(0, clean());
        assertEquals(ONE_REPEAT, offer(queue, job(A, 1)));
        time.advance(NANO);
        assertEquals(1, clean());
        assertEquals(0, clean());
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1)));
    }

    @Test
    void the_oldest_message_is_forgotten_when_there_are_too_many() {
        for (int id = 1; id <= MAX; id++) {
            offer(queue, job(A, id));
        }
        assertEquals(ONE_REPEAT, offer(queue, job(A, 1)));
        offer(queue, job(A, MAX + 1));
        assertEquals(ONE_REPEAT, offer(queue, job(A, 2)));
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1)));
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 2)));
    }

    @Test
    void copies_are_forgotten_after_a_day_even_before_they_are_swept() {
        offer(queue, job(A, 1));
        queue.settle(next(queue), copied(1));
        time.advance(DAY);
        assertEquals(Optional.of(copy(1)), queue.copyOf("to" + A, Jobs.SOURCE, 1));
        time.advance(NANO);
        assertEquals(Optional.empty(), queue.copyOf("to" + A, Jobs.SOURCE, 1));
        assertEquals(1, clean());
    }

    @Test
    void a_message_that_waited_for_long_is_known_for_a_day_from_its_copy_on() {
        offer(queue, job(A, 1));
        time.advance(Duration.ofHours(20));
        queue.settle(next(queue), copied(1));
        time.advance(DAY);
        assertEquals(0, clean());
        assertEquals(ONE_REPEAT, offer(queue, job(A, 1)));
        assertEquals(Optional.of(copy(1)), queue.copyOf("to" + A, Jobs.SOURCE, 1));
        time.advance(NANO);
        assertEquals(1, clean());
        assertEquals(Offer.ACCEPTED, offer(queue, job(A, 1)));
    }

    @Test
    void what_was_taken_in_is_no_copy() {
        offer(queue, job(A, 1));
        assertEquals(Optional.empty(), queue.copyOf("to" + A, Jobs.SOURCE, 1));
    }

    @Test
    void the_oldest_copy_is_forgotten_when_there_are_too_many() {
        for (int id = 1; id <= MAX + 1; id++) {
            offer(queue, job(A, id));
            queue.settle(next(queue), copied(id));
        }
        assertEquals(Optional.empty(), queue.copyOf("to" + A, Jobs.SOURCE, 1));
        assertEquals(Optional.of(copy(2)), queue.copyOf("to" + A, Jobs.SOURCE, 2));
    }

    @Test
    void more_than_one_step_is_swept() {
        int many = 2 * 500 - 100;
        for (int id = 1; id <= many; id += 100) {
            int first = id;
            queue.offer(Batch.of(IntStream.range(first, first + 100)
                    .mapToObj(each -> job(A, each))
                    .toList()));
        }
        time.advance(DAY.plus(NANO));
        assertEquals(many, clean());
    }

    /** Telegram keeps updates for a day, and may begin their numbers anew after a week without any. */
    @Test
    void an_offset_is_worth_nothing_after_a_day() {
        queue.offer(new Batch(List.of(), 41));
        time.advance(DAY);
        assertEquals(41, queue.offset());
        time.advance(NANO);
        assertEquals(0, queue.offset());
        queue.offer(new Batch(List.of(), 3));
        assertEquals(3, queue.offset());
    }
}
