package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Batch;
import sluice.api.Delivery;
import sluice.api.Outcome;
import sluice.testkit.Jobs;
import sluice.testkit.server.PostgresDatabase;

/** A machine that loses the database, and the bots with it. */
class CutOffTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SOME_TIME = Duration.ofSeconds(1);
    private static final Set<String> BOTS = new TreeSet<>(Set.of("bot1", "bot2", "bot3", "bot4"));

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    private final Machine.Watcher all = new Machine.Watcher(BOTS);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("sluice.queue.postgres.node.Node");
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord line) {
            log.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void end() {
        all.close();
        logger.removeHandler(handler);
    }

    private Machine machine(String name) {
        return all.add(new Machine(database.server(), database.name(), name, Clock.systemUTC(), true, BOTS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_old_owner_is_silent_in_time_and_changes_nothing_any_more(boolean blackhole) {
        Machine old = machine("old");
        BOTS.forEach(old::queue);
        old.ignore(true);
        PostgresQueue queue = old.queue("bot1");
        assertTrue(queue.offer(new Batch(
                        List.of(
                                Jobs.relay(1, 1, Instant.EPOCH),
                                Jobs.relay(2, 2, Instant.EPOCH),
                                Jobs.relay(3, 3, Instant.EPOCH)),
                        10))
                .accepted());
        Delivery begun = queue.take().orElseThrow();
        assertTrue(queue.begin(begun));
        Delivery taken = queue.take().orElseThrow();
        queue.keepText("name", "before");

        if (blackhole) {
            old.proxy.blackhole();
        } else {
            old.proxy.reset();
        }
        long begin = System.nanoTime();
        Machine next = machine("next");
        Until.true_(LIMIT, "the old one to be silent", () -> old.holds() == 0);
        Duration silent = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(silent.compareTo(Machine.LEASE) < 0, silent::toString);
        PostgresQueue successor = next.queue("bot1");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("silent after %d ms, taken over after %d ms%n", silent.toMillis(), took.toMillis());
        assertEquals(10, successor.offset());
        assertEquals(1, successor.deadLetters().size());

        // What is still under way in the old one goes to the database when it is there again.
        Thread late = Thread.ofPlatform().start(() -> queue.settle(begun, Outcome.Done.ALONE));
        old.proxy.pass();
        assertFalse(queue.offer(new Batch(List.of(Jobs.relay(4, 4, Instant.EPOCH)), 20))
                .accepted());
        assertFalse(queue.begin(taken));
        assertFalse(queue.keepText("name", "after"));
        join(late);
        assertEquals(10, successor.offset());
        assertEquals("before", successor.text("name").orElseThrow());
        assertEquals(1, successor.deadLetters().size());
        assertEquals(2, successor.stats().count("pending"));
        assertEquals("0", database.query("SELECT count(*) FROM jobs WHERE in_flight = 1"));

        // As long as it has not given up what it has lost, it could not run what others gave up for it.
        Until.true_(
                LIMIT,
                "the old one to be back",
                () -> database.query("SELECT count(*) FROM nodes WHERE NOT dead")
                        .equals("2"));
        Until.passed(SOME_TIME);
        assertEquals(BOTS.size(), next.holds());

        old.ignore(false);
        Duration back = Until.true_(LIMIT, "each to have its share", () -> old.holds() == 2 && next.holds() == 2);
        System.out.printf("back with its share after %d ms%n", back.toMillis());
        assertTrue(old.ownership.stats().count("fenced") <= BOTS.size());
        assertTrue(
                log.contains("this process was not heard of for 5 s, so that its bots were taken over"), log::toString);
    }

    private static void join(Thread thread) {
        try {
            assertTrue(thread.join(LIMIT));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
