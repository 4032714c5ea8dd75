package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sluice.api.CleanupContext;
import sluice.testkit.server.PrivatePostgres;

/** What many bots ask of the database while nothing happens. */
class IdleTest {

    private static final int BOTS = Integer.getInteger("sluice.postgres.idle", 100);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @BeforeAll
    static void require() {
        PrivatePostgres.require();
    }

    @Test
    void bots_with_nothing_to_do_ask_next_to_nothing() {
        Set<String> bots =
                IntStream.range(0, BOTS).mapToObj(i -> "bot" + i).collect(Collectors.toCollection(TreeSet::new));
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off", "log_statement", "all"))) {
            Machine machine = new Machine(server, "postgres", "a", Clock.systemUTC(), true, bots);
            long start = System.nanoTime();
            bots.forEach(bot -> {
                Until.true_(LIMIT, bot, () -> machine.holds(bot));
                machine.queue(bot);
            });
            System.out.printf("%d bots began within %d ms%n", BOTS, (System.nanoTime() - start) / 1_000_000);
            bots.forEach(bot -> work(machine.queue(bot)));
            long begin = System.nanoTime();
            long before = server.statements();
            Until.passed(Duration.ofSeconds(6));
            bots.forEach(bot -> work(machine.queue(bot)));
            long statements = server.statements() - before;
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d statements in %.1f s, of the shortest lease%n", statements, seconds);
            // Of a lease of 5 s; with one of 10 s, half of it.
            assertTrue(statements / seconds <= 2.5, () -> statements + " statements");
            machine.close();
        }
    }

    private static void work(PostgresQueue queue) {
        queue.take();
        queue.nextReady();
        queue.stats();
        queue.clean(CleanupContext.scheduled());
        queue.clean(CleanupContext.scheduled());
    }
}
