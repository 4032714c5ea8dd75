package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.testkit.Jobs.ids;
import static sluice.testkit.Jobs.reserving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sluice.api.Album;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.DeadLetters.Retried;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.StatsProvider;

/** The contract of every {@link MessageQueue}. Its test class extends this one. */
public abstract class MessageQueueContractTest {

    private static final long A = -1001L;
    private static final long B = -1002L;
    private static final long C = -1003L;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final FakeTime time = new FakeTime();
    private final List<MessageQueue> created = new ArrayList<>();

    /** For subclasses. */
    protected MessageQueueContractTest() {}

    /**
     * Makes a new, empty queue and starts it.
     *
     * @param settings its section of the configuration, complete
     * @param time its clock and its ticker
     * @return the queue; the test closes it
     */
    protected abstract MessageQueue create(Map<String, String> settings, FakeTime time);

    /**
     * The settings that bound a queue. A queue that has other bounds than places in memory overrides this.
     *
     * @param places how many jobs it is to take
     * @return settings by key, to be added to the others
     */
    protected Map<String, String> bound(int places) {
        return Map.of("max-size", "" + places, "max-backlog", "" + places);
    }

    @AfterEach
    void close() {
        created.forEach(MessageQueue::close);
    }

    private MessageQueue queue(int places, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("when-full", "wait", "max-dead-letters", "1000"));
        settings.putAll(bound(places));
        settings.putAll(Contexts.settings(more).values());
        MessageQueue queue = create(settings, time);
        created.add(queue);
        return queue;
    }

    private MessageQueue queue() {
        return queue(1000);
    }

    private Instant in(Duration later) {
        return time.instant().plus(later);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Job job(long destination, int id) {
        return Jobs.relay(destination, id, time.instant());
    }

    private List<Job> jobs(long destination, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> job(destination, id))
                .toList();
    }

    private Job member(long destination, int id, String key) {
        return Jobs.member(destination, id, time.instant(), key, QUIET);
    }

    private static Offer offer(MessageQueue queue, Job... jobs) {
        return queue.offer(Batch.of(List.of(jobs)));
    }

    private static Delivery next(MessageQueue queue) {
        return queue.take().orElseThrow(() -> new AssertionError("nothing is ready"));
    }

    private static List<Integer> nextIds(MessageQueue queue) {
        return ids(next(queue));
    }

    private static void assertNothingReady(MessageQueue queue) {
        assertEquals(Optional.empty(), queue.take());
    }

    /** Takes and ends all that is ready; the ids in the order in which they came, an album as one list. */
    private static List<List<Integer>> drain(MessageQueue queue) {
        List<List<Integer>> all = new ArrayList<>();
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            all.add(ids(got.get()));
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        return all;
    }

    private static List<List<Integer>> each(Integer... ids) {
        return Arrays.stream(ids).map(List::of).toList();
    }

    /** Lets a lane wait: what goes out next must be from it, and is tried again later. */
    private static void hold(MessageQueue queue, long lane, Instant until) {
        Delivery delivery = next(queue);
        assertEquals(lane, delivery.destination());
        queue.settle(delivery, new Outcome.Retry(until, delivery.jobs()));
    }

    private static Copy copy(int messageId, int copyId) {
        return new Copy("w", A, messageId, B, copyId);
    }

    private static Outcome done(Job... followers) {
        return new Outcome.Done(new Effects(List.of(followers), List.of()));
    }

    private static void kill(MessageQueue queue, Job... jobs) {
        for (Job job : jobs) {
            offer(queue, job);
            queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "gone"));
        }
    }

    private static List<Integer> deadIds(MessageQueue queue) {
        return queue.deadLetters().list(0, 10_000).stream()
                .map(letter -> Jobs.id(letter.job()))
                .toList();
    }

    private static long stat(MessageQueue queue, String name) {
        return ((StatsProvider) queue).stats().count(name);
    }

    /** Order within a lane and between lanes. */
    @Nested
    class Order {

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

    /** Albums. */
    @Nested
    class Albums {

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

    /** The bound. */
    @Nested
    class Bound {

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
            MessageQueue queue = queue(1);
            offer(queue, job(A, 1));
            assertEquals(Offer.ACCEPTED, queue.offer(new Batch(List.of(), 5)));
            assertEquals(5, queue.offset());
        }

        @Test
        void holds_exactly_as_many_as_it_may() {
            for (int count : new int[] {999, 1000, 1001}) {
                MessageQueue whole = queue(1000);
                assertEquals(
                        count <= 1000, whole.offer(Batch.of(jobs(A, 1, count))).accepted(), count + " at once");
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
        void drops_what_has_no_room_when_told_so() {
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
            DeadLetter letter = queue.deadLetters().list(0, 1).getFirst();
            assertEquals(Reason.QUEUE_FULL, letter.reason());
            assertEquals(time.instant(), letter.at());
            assertEquals(each(2, 3), drain(queue));
        }
    }

    /** The offset. */
    @Nested
    class Offset {

        @Test
        void is_zero_and_then_what_came_with_the_last_batch() {
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

    /** The order and time in which deliveries become ready. */
    @Nested
    class Readiness {

        @Test
        void nothing_is_ready_in_an_empty_queue() {
            MessageQueue queue = queue();
            assertNothingReady(queue);
            assertEquals(Optional.empty(), queue.nextReady());
        }

        @Test
        void a_job_is_ready_from_its_due_time_on() {
            MessageQueue queue = queue();
            Instant due = in(seconds(10));
            offer(queue, Jobs.relay(A, 1, due));
            assertEquals(Optional.of(due), queue.nextReady());
            time.advance(seconds(10).minus(NANO));
            assertNothingReady(queue);
            time.advance(NANO);
            assertEquals(List.of(1), nextIds(queue));
        }

        @Test
        void next_ready_may_have_passed_and_is_the_earliest_of_all_lanes() {
            MessageQueue queue = queue();
            offer(queue, Jobs.relay(A, 1, in(seconds(10))), Jobs.relay(B, 2, in(seconds(5))));
            assertEquals(Optional.of(in(seconds(5))), queue.nextReady());
            Instant due = in(seconds(5));
            time.advance(seconds(20));
            assertEquals(Optional.of(due), queue.nextReady());
        }

        @Test
        void busy_lanes_are_not_waited_for() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), job(A, 2));
            Delivery delivery = next(queue);
            assertEquals(Optional.empty(), queue.nextReady());
            queue.settle(delivery, Outcome.Done.ALONE);
            assertFalse(queue.nextReady().orElseThrow().isAfter(time.instant()));
        }

        @Test
        void a_lane_waits_until_the_time_of_its_retry() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), job(A, 2));
            hold(queue, A, in(seconds(10)));
            assertEquals(Optional.of(in(seconds(10))), queue.nextReady());
            offer(queue, job(A, 3));
            time.advance(seconds(10).minus(NANO));
            assertNothingReady(queue);
            time.advance(NANO);
            assertEquals(each(1, 2, 3), drain(queue));
        }

        @Test
        void a_retry_at_a_time_that_has_passed_is_ready_at_once() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1));
            hold(queue, A, time.instant().minusSeconds(10));
            assertFalse(queue.nextReady().orElseThrow().isAfter(time.instant()));
            assertEquals(List.of(1), nextIds(queue));
        }

        @Test
        void a_lane_does_not_wait_any_more_when_what_it_waited_for_is_gone() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1));
            hold(queue, A, in(seconds(60)));
            queue.giveUp(A, 0, "x");
            assertEquals(Optional.empty(), queue.nextReady());
            offer(queue, job(A, 2));
            assertEquals(List.of(2), nextIds(queue));
        }

        @Test
        void releasing_a_chat_without_jobs_does_no_harm() {
            MessageQueue queue = queue();
            queue.release(A);
            assertEquals(0, queue.waiting(A));
            assertEquals(Optional.empty(), queue.nextReady());
        }

        @Test
        void release_ends_the_wait_for_a_retry() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), job(B, 2));
            hold(queue, A, in(seconds(60)));
            hold(queue, B, in(seconds(60)));
            assertNothingReady(queue);
            queue.release(A);
            assertEquals(List.of(1), nextIds(queue));
            assertNothingReady(queue);
            queue.release(B);
            assertEquals(List.of(2), nextIds(queue));
        }

        @Test
        void release_does_not_end_the_wait_for_due_times_and_albums() {
            MessageQueue queue = queue();
            offer(queue, Jobs.relay(A, 1, in(seconds(1))), member(B, 2, "g"));
            queue.release(A);
            queue.release(B);
            assertNothingReady(queue);
        }
    }

    /** The ends of deliveries. */
    @Nested
    class Settling {

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
            List<DeadLetter> letters = queue.deadLetters().list(0, 10);
            assertEquals(album.jobs(), letters.stream().map(DeadLetter::job).toList());
            for (DeadLetter letter : letters) {
                assertEquals(Reason.UNKNOWN_OUTCOME, letter.reason());
                assertEquals("no answer", letter.detail());
                assertEquals(time.instant(), letter.at());
            }
            assertEquals(2, stat(queue, "dead_letters"));
            assertEquals(List.of(3), nextIds(queue));
        }
    }

    /** Moving lanes and giving them up. */
    @Nested
    class WholeLanes {

        @Test
        void waiting_counts_what_is_under_way_too() {
            MessageQueue queue = queue();
            assertEquals(0, queue.waiting(A));
            offer(queue, job(A, 1), job(A, 2), job(B, 3));
            assertEquals(2, queue.waiting(A));
            Delivery delivery = next(queue);
            assertEquals(2, queue.waiting(A));
            queue.settle(delivery, Outcome.Done.ALONE);
            assertEquals(1, queue.waiting(A));
        }

        @Test
        void a_moved_delivery_takes_its_lane_along_in_order() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1));
            time.advance(NANO);
            offer(queue, job(B, 2));
            time.advance(NANO);
            offer(queue, job(A, 3));
            time.advance(NANO);
            offer(queue, job(B, 4));
            queue.settle(next(queue), new Outcome.Moved(B));
            assertEquals(0, queue.waiting(A));
            assertEquals(4, queue.waiting(B));
            Delivery first = next(queue);
            assertEquals(B, first.destination());
            queue.settle(first, Outcome.Done.ALONE);
            assertEquals(each(2, 3, 4), drain(queue));
        }

        @Test
        void moving_goes_into_a_busy_lane_too() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), job(B, 2));
            Delivery a = next(queue);
            Delivery b = next(queue);
            queue.settle(a, new Outcome.Moved(B));
            assertNothingReady(queue);
            queue.settle(b, Outcome.Done.ALONE);
            assertEquals(List.of(1), nextIds(queue));
        }

        @Test
        void move_takes_all_that_waits_and_not_what_is_under_way() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), job(A, 2), job(A, 3));
            Delivery underWay = next(queue);
            queue.move(A, B);
            assertEquals(1, queue.waiting(A));
            assertEquals(2, queue.waiting(B));
            Delivery moved = next(queue);
            assertEquals(List.of(2), ids(moved));
            assertEquals(B, moved.destination());
            queue.settle(moved, Outcome.Done.ALONE);
            queue.settle(underWay, new Outcome.Retry(time.instant(), underWay.jobs()));
            assertEquals(1, queue.waiting(A));
            assertEquals(998, queue.room());
        }

        @Test
        void moving_nothing_or_to_the_same_chat_changes_nothing() {
            MessageQueue queue = queue();
            queue.move(A, B);
            offer(queue, job(A, 1), job(A, 2));
            queue.move(A, A);
            queue.settle(next(queue), new Outcome.Moved(A));
            assertEquals(2, queue.waiting(A));
            assertEquals(each(1, 2), drain(queue));
        }

        @Test
        void an_album_that_moves_keeps_getting_members() {
            MessageQueue queue = queue();
            offer(queue, member(A, 2, "g"));
            queue.move(A, B);
            offer(queue, member(B, 1, "g"));
            time.advance(QUIET);
            assertEquals(List.of(1, 2), nextIds(queue));
        }

        @Test
        void an_album_that_was_under_way_gets_no_members_after_its_move() {
            MessageQueue queue = queue();
            offer(queue, member(A, 1, "g"));
            time.advance(QUIET);
            queue.settle(next(queue), new Outcome.Moved(B));
            offer(queue, member(B, 2, "g"));
            assertEquals(each(1), drain(queue));
            time.advance(QUIET);
            assertEquals(each(2), drain(queue));
        }

        @Test
        void gives_up_all_but_the_first() {
            MessageQueue queue = queue();
            queue.offer(Batch.of(jobs(A, 1, 5)));
            offer(queue, job(B, 9));
            assertEquals(2, queue.giveUp(A, 3, "cooling down"));
            assertEquals(List.of(4, 5), deadIds(queue));
            DeadLetter letter = queue.deadLetters().list(0, 1).getFirst();
            assertEquals(Reason.CHAT_UNUSABLE, letter.reason());
            assertEquals("cooling down", letter.detail());
            assertEquals(time.instant(), letter.at());
            assertEquals(996, queue.room());
            assertEquals(0, queue.giveUp(A, 3, "again"));
            assertEquals(3, queue.giveUp(A, 0, "all"));
            assertEquals(0, queue.giveUp(C, 0, "nothing"));
            assertEquals(each(9), drain(queue));
        }

        @Test
        void a_delivery_under_way_counts_and_is_not_given_up() {
            MessageQueue queue = queue();
            queue.offer(Batch.of(jobs(A, 1, 3)));
            Delivery underWay = next(queue);
            assertEquals(1, queue.giveUp(A, 2, "x"));
            assertEquals(1, queue.giveUp(A, 0, "x"));
            assertEquals(List.of(3, 2), deadIds(queue));
            assertEquals(1, queue.waiting(A));
            assertDoesNotThrow(() -> queue.settle(underWay, Outcome.Done.ALONE));
        }

        @Test
        void an_album_is_kept_or_given_up_as_a_whole() {
            for (int keep = 0; keep <= 5; keep++) {
                MessageQueue queue = queue();
                offer(queue, job(A, 1), member(A, 2, "g"), member(A, 3, "g"), member(A, 4, "g"), job(A, 5));
                int kept = keep < 4 ? Math.min(keep, 1) : keep;
                assertEquals(5 - kept, queue.giveUp(A, keep, "x"), "keep " + keep);
                assertEquals(kept, queue.waiting(A));
                assertEquals(IntStream.rangeClosed(kept + 1, 5).boxed().toList(), deadIds(queue));
            }
        }

        @Test
        void an_album_that_was_given_up_gets_no_members() {
            MessageQueue queue = queue();
            offer(queue, member(A, 1, "g"));
            queue.giveUp(A, 0, "x");
            offer(queue, member(A, 2, "g"));
            time.advance(QUIET);
            assertEquals(each(2), drain(queue));
        }
    }

    /** Remembered copies. */
    @Nested
    class Copies {

        @Test
        void are_unknown_before_they_are_made() {
            MessageQueue queue = queue();
            assertEquals(Optional.empty(), queue.copyOf("w", A, 1));
        }

        @Test
        void are_found_by_watch_chat_and_message() {
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
        void are_the_newest_of_a_message() {
            MessageQueue queue = queue();
            offer(queue, job(A, 1), job(A, 2));
            queue.settle(next(queue), new Outcome.Done(new Effects(List.of(), List.of(copy(1, 71)))));
            queue.settle(next(queue), new Outcome.Done(new Effects(List.of(), List.of(copy(1, 81)))));
            assertEquals(Optional.of(copy(1, 81)), queue.copyOf("w", A, 1));
        }
    }

    /** The time at which a message is due. */
    @Nested
    class Due {

        private Optional<Instant> due(MessageQueue queue, int message) {
            return queue.dueOf(A, "to" + A, Jobs.SOURCE, message);
        }

        @Test
        void is_known_while_a_message_waits_or_is_under_way() {
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
        void of_a_member_is_that_of_its_album() {
            MessageQueue queue = queue();
            offer(queue, Jobs.member(A, 1, time.instant(), "g", QUIET), Jobs.member(A, 2, in(seconds(5)), "g", QUIET));
            assertEquals(Optional.of(time.instant()), due(queue, 2));
        }
    }

    /** Being told of changes. */
    @Nested
    class Changes {

        @Test
        void tells_of_whatever_makes_work_ready_or_room_free() {
            MessageQueue queue = queue();
            AtomicInteger told = new AtomicInteger();
            queue.onChange(told::incrementAndGet);
            assertTold(told, () -> offer(queue, job(A, 1), job(A, 2), job(A, 3), member(B, 4, "g")));
            assertTold(told, () -> queue.settle(next(queue), Outcome.Done.ALONE));
            Delivery delivery = next(queue);
            assertTold(told, () -> queue.settle(delivery, new Outcome.Retry(in(seconds(9)), delivery.jobs())));
            assertTold(told, () -> queue.release(A));
            assertTold(told, () -> queue.move(A, C));
            assertTold(told, () -> queue.giveUp(C, 1, "x"));
            assertTold(told, () -> queue.flush());
            assertTold(told, () -> queue.deadLetters().retry(1));
        }

        private static void assertTold(AtomicInteger told, Runnable change) {
            int before = told.get();
            change.run();
            assertTrue(told.get() > before, "the listener was not called");
        }

        @Test
        void tells_under_no_lock() {
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

    /** Dead letters. */
    @Nested
    class Letters {

        @Test
        void are_the_same_object_each_time() {
            MessageQueue queue = queue();
            assertSame(queue.deadLetters(), queue.deadLetters());
        }

        @Test
        void have_rising_numbers_of_their_own() {
            MessageQueue queue = queue();
            kill(queue, job(A, 1));
            time.advance(seconds(5));
            kill(queue, job(A, 2));
            List<DeadLetter> listed = queue.deadLetters().list(0, 10);
            assertEquals(List.of(1, 2), deadIds(queue));
            assertTrue(
                    listed.get(0).id() > 0 && listed.get(0).id() < listed.get(1).id());
            assertEquals(time.instant().minusSeconds(5), listed.get(0).at());
            assertEquals(time.instant(), listed.get(1).at());
            assertEquals(1000, queue.room());
        }

        @Test
        void are_listed_by_pages() {
            MessageQueue queue = queue();
            kill(queue, job(A, 1), job(A, 2), job(A, 3));
            List<DeadLetter> page = queue.deadLetters().list(0, 2);
            assertEquals(2, page.size());
            List<DeadLetter> rest = queue.deadLetters().list(page.getLast().id(), 2);
            assertEquals(
                    List.of(3),
                    rest.stream().map(letter -> Jobs.id(letter.job())).toList());
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
        void can_be_discarded() {
            MessageQueue queue = queue();
            kill(queue, job(A, 1));
            long id = queue.deadLetters().list(0, 1).getFirst().id();
            assertTrue(queue.deadLetters().discard(id));
            assertFalse(queue.deadLetters().discard(id));
            assertEquals(0, queue.deadLetters().size());
            assertEquals(Retried.UNKNOWN, queue.deadLetters().retry(id));
        }
    }
}
