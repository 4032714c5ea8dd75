package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.testkit.Jobs;
import sluice.testkit.server.PostgresDatabase;

/** The machines do not agree on what time it is. */
class ClocksTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Set<String> BOTS = new TreeSet<>(Set.of("album", "due", "held", "idle"));

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    private final Machine.Watcher all = new Machine.Watcher(BOTS);

    @AfterEach
    void end() {
        all.close();
    }

    private Machine machine(String name, Clock clock) {
        return all.add(new Machine(database.server(), database.name(), name, clock, true, BOTS));
    }

    private static Clock clock(int hours) {
        return Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
    }

    @Test
    void nobody_is_taken_for_dead_whose_clock_is_wrong() {
        Machine slow = machine("slow", clock(-1));
        Machine fast = machine("fast", clock(1));
        Until.true_(LIMIT, "each to have its share", () -> slow.holds() == 2 && fast.holds() == 2);
        String before = database.query("SELECT sum(epoch) FROM bots");
        Until.passed(Machine.LEASE.plusSeconds(2));
        assertEquals(before, database.query("SELECT sum(epoch) FROM bots"));
        assertEquals(2, slow.holds());
        assertEquals(2, fast.holds());
    }

    @ParameterizedTest(name = "{0} h, then {1} h, killed: {2}")
    @CsvSource({"0, 1, false", "0, -1, true", "-1, 1, false"})
    void what_waits_waits_as_long_at_the_next_owner(int first, int second, boolean killed) {
        Machine one = machine("one", clock(first));
        Instant now = clock(first).instant();
        offer(one.queue("due"), Jobs.relay(1, 1, now.plus(Duration.ofMinutes(10))));
        offer(one.queue("album"), Jobs.member(1, 1, now, "key", Duration.ofSeconds(20)));
        PostgresQueue held = one.queue("held");
        offer(held, Jobs.relay(1, 1, now), Jobs.relay(1, 2, now));
        Delivery delivery = held.take().orElseThrow();
        assertTrue(held.begin(delivery));
        Job job = delivery.first();
        Copy copy = new Copy(job.watch(), Jobs.SOURCE, 1, 1, 77);
        held.settle(delivery, new Outcome.Done(new Effects(List.of(), List.of(copy))));
        Delivery next = held.take().orElseThrow();
        Job later = next.first().with(new Job.Tries(1, 0));
        held.settle(next, new Outcome.Retry(now.plus(Duration.ofMinutes(3)), List.of(later)));
        Map<String, Instant> before = ready(one, clock(first));

        if (killed) {
            one.kill();
        } else {
            one.close();
        }
        check(before, machine("two", clock(second)), clock(second), copy);
    }

    /** It takes the bots, and is gone before it has moved their times. */
    @Test
    void an_owner_that_never_came_to_work_has_not_changed_what_the_times_mean() {
        Machine one = machine("one", clock(0));
        offer(one.queue("due"), Jobs.relay(1, 1, clock(0).instant().plus(Duration.ofMinutes(10))));
        BOTS.forEach(one::queue);
        Instant before = one.queue("due").nextReady().orElseThrow();
        one.close();
        Machine idle = all.add(new Machine(database.server(), database.name(), "idle", clock(5), false, BOTS));
        Until.true_(LIMIT, "all at it", () -> idle.holds() == 4);
        idle.close();
        Machine three = machine("three", clock(1));
        assertEquals(
                (double) before.plus(Duration.ofHours(1)).toEpochMilli(),
                (double) three.queue("due").nextReady().orElseThrow().toEpochMilli(),
                1000);
    }

    private static void offer(PostgresQueue queue, Job... jobs) {
        assertTrue(queue.offer(new Batch(List.of(jobs), 10)).accepted());
    }

    /** When the first of each bot may go out, by a right clock. */
    private static Map<String, Instant> ready(Machine machine, Clock clock) {
        Map<String, Instant> ready = new HashMap<>();
        Duration wrong = Duration.between(Clock.systemUTC().instant(), clock.instant());
        for (String bot : List.of("due", "album", "held")) {
            ready.put(bot, machine.queue(bot).nextReady().orElseThrow().minus(wrong));
        }
        return ready;
    }

    private static void check(Map<String, Instant> before, Machine next, Clock clock, Copy copy) {
        Map<String, Instant> after = ready(next, clock);
        before.forEach((bot, time) -> assertEquals(
                (double) time.toEpochMilli(), (double) after.get(bot).toEpochMilli(), 1000, bot));
        assertEquals(
                copy,
                next.queue("held")
                        .copyOf(copy.watch(), copy.chatId(), copy.messageId())
                        .orElseThrow());
        assertEquals(10, next.queue("held").offset());
        assertEquals(
                1,
                next.queue("held")
                        .offer(new Batch(List.of(Jobs.relay(1, 1, clock.instant())), 11))
                        .duplicates());
    }
}
