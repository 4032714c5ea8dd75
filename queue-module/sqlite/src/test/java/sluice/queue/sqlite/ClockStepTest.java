package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.queue.sqlite.Stores.next;
import static sluice.queue.sqlite.Stores.offer;
import static sluice.testkit.Jobs.ids;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters.Retried;
import sluice.api.Delivery;
import sluice.api.Outcome;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** Case N5: a clock that was set back between two processes makes nothing wait longer than it was to wait. */
class ClockStepTest {

    private static final long A = -1001;
    private static final long B = -1002;
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTime time = new FakeTime();
    private Duration back = Duration.ZERO;

    @TempDir
    private Path folder;

    private SqliteQueue queue;

    @BeforeEach
    void open() {
        ComponentContext context = Stores.context(time, folder, 1000, 10_000);
        InstantSource clock = this::now;
        queue = Stores.open(
                new ComponentContext(context.settings(), clock.withZone(ZoneOffset.UTC), time, context.dataDir()));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private Instant now() {
        return time.instant().minus(back);
    }

    private Instant in(Duration later) {
        return now().plus(later);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void restartEarlierBy(Duration step) {
        close();
        back = back.plus(step);
        open();
    }

    /** Nothing is ready before that time has passed, and this is then. */
    private void assertReadyAfter(Duration wait, Integer... messages) {
        assertEquals(Optional.of(in(wait)), queue.nextReady());
        time.advance(wait.minusNanos(1));
        assertEquals(Optional.empty(), queue.take());
        time.advance(Duration.ofNanos(1));
        Delivery delivery = next(queue);
        assertEquals(List.of(messages), ids(delivery));
        queue.settle(delivery, Outcome.Done.ALONE);
    }

    @Test
    void n5_a_lane_waits_as_long_as_it_was_to_wait() {
        offer(queue, Jobs.relay(A, 1, now()), Jobs.relay(A, 2, now()));
        Delivery refused = next(queue);
        queue.begin(refused);
        queue.settle(refused, new Outcome.Retry(in(seconds(5)), refused.jobs()));
        restartEarlierBy(HOUR);
        assertReadyAfter(seconds(5), 1);
        assertEquals(List.of(2), ids(next(queue)));
    }

    @Test
    void n5_a_lane_whose_message_was_put_back_waits_as_long_as_it_was_to_wait() {
        offer(queue, Jobs.relay(A, 1, now()));
        Delivery paced = next(queue);
        queue.settle(paced, new Outcome.Retry(in(seconds(5)), paced.jobs()));
        offer(queue, Jobs.relay(A, 2, now()));
        restartEarlierBy(HOUR);
        assertReadyAfter(seconds(5), 1);
    }

    @Test
    void n5_a_delay_goes_on_where_it_was_and_the_order_stays() {
        offer(queue, Jobs.relay(A, 1, in(seconds(600))), Jobs.relay(A, 2, now()), Jobs.relay(A, 3, in(seconds(500))));
        time.advance(seconds(100));
        offer(queue, Jobs.relay(B, 4, now()));
        restartEarlierBy(HOUR);
        assertEquals(List.of(2), ids(next(queue)));
        assertEquals(List.of(4), ids(next(queue)));
        restartEarlierBy(HOUR);
        restartEarlierBy(Duration.ZERO);
        assertEquals(List.of(2), ids(next(queue)));
        assertEquals(Optional.of(in(seconds(400))), queue.dueOf(A, "to" + A, Jobs.SOURCE, 3));
        assertEquals(Optional.of(in(seconds(500))), queue.dueOf(A, "to" + A, Jobs.SOURCE, 1));
    }

    @Test
    void n5_an_album_waits_for_its_members_as_long_as_it_was_to_wait() {
        offer(queue, Jobs.member(A, 1, now(), "g", seconds(2)));
        restartEarlierBy(HOUR);
        time.advance(seconds(1));
        offer(queue, Jobs.member(A, 2, now(), "g", seconds(2)));
        assertReadyAfter(seconds(2), 1, 2);
    }

    @Test
    void n5_a_dead_letter_that_is_tried_again_does_not_wait() {
        offer(queue, Jobs.relay(A, 1, now()));
        queue.settle(next(queue), new Outcome.Dead(DeadLetter.Reason.MESSAGE_UNUSABLE, "x"));
        restartEarlierBy(HOUR);
        assertEquals(Retried.QUEUED, queue.deadLetters().retry(1));
        assertEquals(List.of(1), ids(next(queue)));
    }

    @Test
    void n5_the_offset_is_as_old_as_it_was() {
        queue.offer(new Batch(List.of(), 77));
        restartEarlierBy(HOUR.multipliedBy(1000));
        assertEquals(77, queue.offset());
        close();
        time.advance(Duration.ofHours(24).plusNanos(1));
        open();
        assertEquals(0, queue.offset());
    }

    @Test
    void n5_a_clock_that_goes_on_changes_nothing() {
        offer(queue, Jobs.relay(A, 1, in(seconds(600))));
        time.advance(seconds(100));
        restartEarlierBy(Duration.ZERO);
        assertEquals(Optional.of(in(seconds(500))), queue.nextReady());
        restartEarlierBy(seconds(-50));
        assertEquals(Optional.of(in(seconds(450))), queue.nextReady());
    }
}
