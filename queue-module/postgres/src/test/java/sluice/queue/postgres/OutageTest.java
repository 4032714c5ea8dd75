package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.PrivatePostgres.Stop;

/** The database is restarted, or its standby takes its place, while two bots are busy. */
class OutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** In which all must go on. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @BeforeAll
    static void require() {
        PrivatePostgres.require();
    }

    @Test
    void all_goes_on_after_a_restart_of_the_database() {
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"))) {
            run(
                    server.url(),
                    () -> {
                        server.restart(Stop.FAST);
                        server.query("SELECT 1");
                    },
                    () -> server.restart(Stop.IMMEDIATE),
                    () -> server.restart(Stop.KILL));
            assertEquals("0", server.query("SELECT count(*) FROM jobs"));
        }
    }

    @Test
    void all_goes_on_at_a_standby_that_had_every_change() {
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"));
                PrivatePostgres standby = server.standby(true)) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.port() + ",127.0.0.1:" + standby.port()
                    + "/postgres?user=" + PrivatePostgres.USER + "&targetServerType=primary";
            run(url, () -> {
                server.stop(Stop.KILL);
                standby.promote();
            });
            assertEquals("0", standby.query("SELECT count(*) FROM jobs"));
        }
    }

    private static void run(String url, Runnable... outages) {
        PostgresOwnership ownership = new PostgresOwnership();
        ownership.start(Queues.context(url, "here", "", Clock.systemUTC()));
        Set<String> bots = Set.of("a", "b");
        Until.true_(LIMIT, "the bots", () -> ownership.claim(bots).size() == 2);
        PostgresQueue one = Queues.open(url, "here", "a");
        PostgresQueue two = Queues.open(url, "here", "b");
        try (Load first = new Load(one, 16, 4);
                Load second = new Load(two, 16, 4)) {
            for (Runnable outage : outages) {
                first.awaitSent(50, LIMIT);
                second.awaitSent(50, LIMIT);
                long begin = System.nanoTime();
                outage.run();
                Duration down = Duration.ofNanos(System.nanoTime() - begin);
                first.awaitSent(50, LIMIT);
                second.awaitSent(50, LIMIT);
                Until.true_(LIMIT, "the lease", () -> ownership.holds("a") && ownership.holds("b"));
                Duration total = Duration.ofNanos(System.nanoTime() - begin);
                System.out.printf("down for %d ms, all went on after %d ms%n", down.toMillis(), total.toMillis());
                assertTrue(total.compareTo(BOUND) < 0, total::toString);
            }
            first.finish(LIMIT);
            second.finish(LIMIT);
            System.out.println((first.sent() + second.sent()) + " sent, nothing for "
                    + first.longestPause().toMillis() + " ms");
        }
        one.close();
        two.close();
        ownership.close();
    }
}
