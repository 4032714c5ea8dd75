package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.sqlite.Stores.next;
import static sluice.queue.sqlite.Stores.offer;
import static sluice.testkit.Jobs.ids;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** What each state of a job becomes when the process ends. */
class RestartTest {

    private static final long A = -1001;
    private static final long B = -1002;
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private SqliteQueue queue;

    @BeforeEach
    void open() {
        queue = Stores.open(time, folder);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private void restart() {
        close();
        open();
    }

    private Job job(long destination, int id) {
        return Jobs.relay(destination, id, time.instant());
    }

    private Instant in(Duration later) {
        return time.instant().plus(later);
    }

    private List<List<Integer>> drain() {
        List<List<Integer>> all = new ArrayList<>();
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            all.add(ids(got.get()));
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        return all;
    }

    @Test
    void what_waits_goes_on_waiting_in_its_order() {
        offer(queue, job(A, 1), Jobs.relay(A, 2, in(QUIET)), job(A, 3), job(B, 4));
        restart();
        assertEquals(4, queue.stats().count("pending"));
        assertEquals(9_996, queue.room());
        assertEquals(3, queue.waiting(A));
        assertEquals(Optional.of(time.instant()), queue.nextReady());
        assertEquals(List.of(List.of(1), List.of(3), List.of(4)), drain());
        time.advance(QUIET);
        assertEquals(List.of(List.of(2)), drain());
        restart();
        assertEquals(0, queue.stats().count("pending"));
    }

    @Test
    void places_that_were_reserved_stay_so() {
        offer(queue, Jobs.reserving(job(A, 1), 4));
        restart();
        assertEquals(9_995, queue.room());
    }

    @Test
    void what_was_begun_has_an_unknown_outcome() {
        offer(queue, job(A, 1), job(A, 2), Jobs.member(B, 3, time.instant(), "g", Duration.ZERO));
        offer(queue, Jobs.member(B, 4, time.instant(), "g", Duration.ZERO));
        assertTrue(queue.begin(next(queue)));
        assertTrue(queue.begin(next(queue)));
        time.advance(QUIET);
        restart();
        List<DeadLetter> letters = queue.deadLetters().list(0, 10);
        assertEquals(
                List.of(3, 4, 1),
                letters.stream().map(letter -> Jobs.id(letter.job())).toList());
        for (DeadLetter letter : letters) {
            assertEquals(Reason.UNKNOWN_OUTCOME, letter.reason());
            assertEquals(time.instant(), letter.at());
        }
        assertEquals(3, queue.stats().count("unknown_outcomes"));
        assertEquals(9_999, queue.room());
        assertEquals(List.of(List.of(2)), drain());
        restart();
        assertEquals(3, queue.deadLetters().size());
    }

    @Test
    void what_was_taken_and_not_begun_waits_again() {
        offer(queue, job(A, 1), job(A, 2));
        next(queue);
        restart();
        assertEquals(List.of(List.of(1), List.of(2)), drain());
        assertEquals(0, queue.deadLetters().size());
    }

    @Test
    void what_was_put_back_is_sent_once() {
        offer(queue, job(A, 1), job(A, 2));
        Delivery delivery = next(queue);
        queue.settle(delivery, new Outcome.Retry(in(QUIET), delivery.jobs()));
        restart();
        time.advance(QUIET);
        assertEquals(List.of(List.of(1), List.of(2)), drain());
    }

    @Test
    void a_flood_wait_is_kept() {
        offer(queue, job(A, 1), job(A, 2));
        Delivery delivery = next(queue);
        assertTrue(queue.begin(delivery));
        Job again = delivery.first().with(new Job.Tries(0, 1));
        queue.settle(delivery, new Outcome.Retry(in(Duration.ofSeconds(7)), List.of(again)));
        restart();
        assertEquals(Optional.of(in(Duration.ofSeconds(7))), queue.nextReady());
        time.advance(Duration.ofSeconds(7));
        assertEquals(List.of(again), next(queue).jobs());
    }

    @Test
    void an_album_waits_as_long_as_it_would_have_and_gets_members() {
        offer(queue, Jobs.member(A, 2, time.instant(), "g", QUIET));
        restart();
        assertEquals(Optional.of(in(QUIET)), queue.nextReady());
        offer(queue, Jobs.member(A, 1, time.instant(), "g", QUIET));
        time.advance(QUIET);
        assertEquals(List.of(List.of(1, 2)), drain());
    }

    @Test
    void an_album_that_was_retried_stays_whole_and_first() {
        offer(queue, Jobs.member(A, 1, time.instant(), "g", Duration.ZERO));
        offer(queue, Jobs.member(A, 2, time.instant(), "g", Duration.ZERO));
        Delivery album = next(queue);
        queue.begin(album);
        offer(queue, Jobs.relay(A, 3, time.instant().minusSeconds(60)));
        queue.settle(album, new Outcome.Retry(time.instant(), album.jobs()));
        restart();
        assertEquals(List.of(List.of(1, 2), List.of(3)), drain());
    }

    @Test
    void what_was_taken_in_is_known_after_it_was_sent() {
        offer(queue, job(A, 1));
        drain();
        restart();
        assertEquals(new Offer(true, 1, 0), offer(queue, job(A, 1)));
        assertEquals(1, queue.stats().count("duplicates"));
        assertEquals(List.of(), drain());
    }

    @Test
    void copies_dead_letters_and_the_offset_are_kept() {
        queue.offer(new Batch(List.of(job(A, 1), job(B, 2)), 77));
        Copy copy = new Copy("w", A, 1, B, 71);
        queue.settle(next(queue), new Outcome.Done(new Effects(List.of(), List.of(copy))));
        queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "gone"));
        restart();
        assertEquals(77, queue.offset());
        assertEquals(Optional.of(copy), queue.copyOf("w", A, 1));
        assertEquals(1, queue.deadLetters().size());
        DeadLetter letter = queue.deadLetters().list(0, 1).getFirst();
        assertEquals(List.of(Reason.MESSAGE_UNUSABLE, "gone"), List.of(letter.reason(), letter.detail()));
        queue.deadLetters().discard(letter.id());
        restart();
        offer(queue, job(A, 3));
        queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "gone too"));
        assertTrue(queue.deadLetters().list(0, 1).getFirst().id() > letter.id(), "a number was used again");
    }

    @Test
    void texts_are_kept_and_those_that_were_removed_do_not_come_back() {
        queue.keepText("kept", "before");
        assertTrue(queue.keepText("kept", "text"));
        assertTrue(queue.keepText("removed", "text"));
        assertTrue(queue.keepText("removed", ""));
        Path copy = Stores.folder(folder);
        Stores.crash(queue, folder, copy);
        SqliteQueue after = Stores.open(time, copy);
        assertEquals(Optional.of("text"), after.text("kept"));
        assertEquals(Optional.empty(), after.text("removed"));
        after.close();
    }

    @Test
    void a_smaller_bound_than_before_loses_nothing() {
        offer(queue, job(A, 1), job(A, 2), job(A, 3));
        close();
        queue = Stores.open(Stores.context(time, folder, 1, 2));
        assertEquals(0, queue.room());
        assertEquals(Offer.FULL, offer(queue, job(A, 4)));
        assertEquals(Offer.ACCEPTED, queue.offer(new Batch(List.of(), 9)), "it needs no place");
        assertEquals(List.of(List.of(1), List.of(2), List.of(3)), drain());
        assertEquals(2, queue.room());
    }
}
