package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sluice.api.Album;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;

/** The contract for albums. */
abstract class QueueAlbumTests extends QueueContract {

    QueueAlbumTests(Factory queues) {
        super(queues);
    }

    @Test
    void ten_members_are_one_delivery_at_once() {
        MessageQueue queue = queue();
        for (int id = 11; id <= 20; id++) {
            assertNothingReady(queue);
            offer(queue, member(A, id, "g1"));
        }
        assertEquals(IntStream.rangeClosed(11, 20).boxed().toList(), nextIds(queue));
    }

    @Test
    void nine_members_wait_and_an_eleventh_begins_the_next_album() {
        MessageQueue queue = queue();
        for (int id = 1; id <= 9; id++) {
            offer(queue, member(A, id, "nine"));
        }
        for (int id = 1; id <= 11; id++) {
            offer(queue, member(B, id, "eleven"));
        }
        assertEquals(List.of(IntStream.rangeClosed(1, 10).boxed().toList()), drain(queue));
        time.advance(QUIET);
        assertEquals(List.of(IntStream.rangeClosed(1, 9).boxed().toList(), List.of(11)), drain(queue));
    }

    @Test
    void an_album_goes_out_when_no_member_came_for_its_quiet_time() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"));
        time.advance(Duration.ofMillis(999));
        assertNothingReady(queue);
        offer(queue, member(A, 2, "g"));
        assertEquals(Optional.of(in(QUIET)), queue.nextReady());
        time.advance(Duration.ofMillis(999));
        assertNothingReady(queue);
        time.advance(Duration.ofMillis(1));
        assertEquals(List.of(1, 2), nextIds(queue));
    }

    @Test
    void a_member_after_the_quiet_time_comes_late() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"));
        time.advance(Duration.ofMillis(300));
        offer(queue, member(A, 2, "g"));
        time.advance(Duration.ofMillis(1001));
        List<List<Integer>> early = drain(queue);
        time.advance(seconds(5));
        offer(queue, member(A, 3, "g"));
        assertEquals(Optional.of(in(QUIET)), queue.nextReady());
        time.advance(QUIET);
        assertEquals(List.of(List.of(1, 2)), early);
        assertEquals(each(3), drain(queue));
    }

    @Test
    void an_album_waits_five_seconds_for_members_and_no_longer() {
        MessageQueue queue = queue();
        Instant first = time.instant();
        for (int id = 1; id <= 7; id++) {
            offer(queue, member(A, id, "g"));
            time.advance(Duration.ofMillis(id < 7 ? 800 : 199));
        }
        assertEquals(first.plusMillis(4_999), time.instant());
        assertNothingReady(queue);
        assertEquals(Optional.of(first.plusMillis(5_000)), queue.nextReady());
        time.advance(Duration.ofMillis(1));
        assertEquals(IntStream.rangeClosed(1, 7).boxed().toList(), nextIds(queue));
        time.advance(Duration.ofMillis(1));
        offer(queue, member(A, 8, "g"));
        assertEquals(8, queue.waiting(A));
    }

    @Test
    void the_longest_wait_holds_for_any_quiet_time() {
        MessageQueue queue = queue();
        offer(queue, Jobs.member(A, 1, time.instant(), "g", Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Optional.of(in(Album.MAX_WAIT)), queue.nextReady());
    }

    @Test
    void an_album_without_a_quiet_time_goes_out_at_once() {
        MessageQueue queue = queue();
        Instant now = time.instant();
        offer(
                queue,
                Jobs.member(A, 1, now, "g", Duration.ZERO),
                Jobs.member(A, 2, now, "g", Duration.ZERO),
                Jobs.member(A, 3, now, "other", Duration.ZERO));
        assertEquals(List.of(List.of(1, 2), List.of(3)), drain(queue));
    }

    @Test
    void an_album_is_not_sent_before_it_is_due() {
        MessageQueue queue = queue();
        Instant due = in(seconds(60));
        for (int id = 1; id <= 10; id++) {
            offer(queue, Jobs.member(A, id, due, "full", QUIET));
        }
        offer(queue, Jobs.member(B, 1, due, "part", QUIET));
        queue.flush();
        time.advance(seconds(60).minus(NANO));
        assertNothingReady(queue);
        time.advance(NANO);
        assertEquals(2, drain(queue).size());
    }

    @Test
    void members_go_out_by_message_id_and_without_repeats() {
        MessageQueue queue = queue(4);
        offer(queue, member(A, 13, "g"), member(A, 11, "g"), member(A, 12, "g"));
        assertEquals(new Offer(true, 1, 0), offer(queue, member(A, 12, "g")));
        assertEquals(1, queue.room());
        assertEquals(3, queue.waiting(A));
        time.advance(QUIET);
        assertEquals(List.of(11, 12, 13), nextIds(queue));
    }

    @Test
    void a_repeat_does_not_make_an_album_wait_longer() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"));
        time.advance(Duration.ofMillis(600));
        offer(queue, member(A, 1, "g"));
        time.advance(Duration.ofMillis(400));
        assertEquals(List.of(1), nextIds(queue));
    }

    @Test
    void an_album_that_is_ready_gets_members_until_it_is_taken() {
        MessageQueue queue = queue();
        offer(queue, job(A, 1), member(A, 2, "g"));
        hold(queue, A, in(seconds(60)));
        time.advance(seconds(60).minus(NANO));
        offer(queue, member(A, 3, "g"));
        time.advance(NANO);
        assertEquals(List.of(List.of(1), List.of(2, 3)), drain(queue));
    }

    @Test
    void a_member_that_comes_after_the_album_was_taken_goes_out_alone() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"), member(A, 2, "g"));
        time.advance(QUIET);
        Delivery album = next(queue);
        offer(queue, member(A, 3, "g"));
        queue.settle(album, new Outcome.Retry(in(seconds(1)), album.jobs()));
        offer(queue, member(A, 4, "g"));
        time.advance(QUIET);
        assertEquals(List.of(List.of(1, 2), List.of(3, 4)), drain(queue));
    }

    @Test
    void a_retried_album_stays_whole() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"), member(A, 2, "g"), job(A, 3));
        time.advance(QUIET);
        Delivery album = next(queue);
        queue.settle(album, new Outcome.Retry(in(seconds(2)), album.jobs()));
        assertEquals(Optional.of(in(seconds(2))), queue.nextReady());
        time.advance(seconds(2));
        assertEquals(List.of(List.of(1, 2), List.of(3)), drain(queue));
    }

    @Test
    void flush_lets_albums_go_at_once() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"), member(A, 2, "g"));
        queue.flush();
        assertEquals(List.of(1, 2), nextIds(queue));
        offer(queue, member(B, 3, "h"));
        assertEquals(List.of(3), nextIds(queue));
    }

    @Test
    void albums_of_other_keys_and_lanes_stay_apart() {
        MessageQueue queue = queue();
        offer(queue, member(A, 1, "g"), member(A, 2, "h"), member(B, 3, "g"), member(A, 4, "g"));
        time.advance(QUIET);
        assertEquals(Set.of(List.of(1, 4), List.of(2), List.of(3)), Set.copyOf(drain(queue)));
    }
}
