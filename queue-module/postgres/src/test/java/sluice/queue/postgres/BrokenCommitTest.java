package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.api.Batch;
import sluice.api.Delivery;
import sluice.api.Outcome;
import sluice.testkit.Jobs;
import sluice.testkit.server.PostgresDatabase;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.TcpProxy;
import sluice.testkit.server.TcpProxy.Break;

/**
 * The connection breaks while a transaction ends, before or after the server has heard of that. {@code -Dsluice.postgres.breaks=1000}
 * makes it longer.
 */
class BrokenCommitTest {

    private static final int BREAKS = Integer.getInteger("sluice.postgres.breaks", 50);
    private static final List<Break> KINDS = List.of(Break.values());
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    private TcpProxy proxy;

    @AfterEach
    void end() {
        proxy.close();
    }

    private String url() {
        proxy = new TcpProxy(database.server().port());
        // Statements that the server has prepared are named by numbers on the wire.
        return PrivatePostgres.url(proxy.port(), database.name()) + "&prepareThreshold=0";
    }

    private void breakNext(Break when) {
        proxy.breakNext(text -> text.contains("COMMIT"), when);
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void an_answer_says_what_the_database_has(Break when) {
        PostgresQueue queue = Queues.open(url(), "here", "a");
        breakNext(when);
        boolean accepted = queue.offer(new Batch(List.of(Jobs.relay(1, 1, Instant.EPOCH)), 2))
                .accepted();
        assertEquals(
                accepted ? "1|2" : "0|",
                database.query("SELECT count(*), (SELECT value FROM facts WHERE name = 'offset') FROM jobs"));

        if (!accepted) {
            assertTrue(queue.offer(new Batch(List.of(Jobs.relay(1, 1, Instant.EPOCH)), 2))
                    .accepted());
        }
        AtomicReference<Optional<Delivery>> taken = new AtomicReference<>(Optional.empty());
        Until.true_(LIMIT, "a delivery", () -> {
            taken.set(queue.take());
            return taken.get().isPresent();
        });
        Delivery delivery = taken.get().orElseThrow();
        breakNext(when);
        boolean begun = queue.begin(delivery);
        assertEquals(begun ? "1" : "0", database.query("SELECT in_flight FROM jobs"));

        assertTrue(begun || queue.begin(delivery));
        breakNext(when);
        queue.settle(delivery, Outcome.Done.ALONE);
        // What cannot be kept at once is tried again.
        Until.true_(
                LIMIT,
                "the end of the job",
                () -> database.query("SELECT count(*) FROM jobs").equals("0"));
        Until.true_(LIMIT, "the end of the trouble", () -> queue.stats().count("unwritten") == 0);
        assertEquals(3, proxy.broken());

        breakNext(when);
        boolean kept = queue.keepText("name", "text");
        assertEquals(kept ? "1" : "0", database.query("SELECT count(*) FROM texts"));
        queue.close();
    }

    @Test
    void nothing_is_lost_or_doubled_when_connections_break_all_the_time() {
        String url = url();
        PostgresQueue one = Queues.open(url, "here", "a");
        PostgresQueue two = Queues.open(url, "here", "b");
        long begin = System.nanoTime();
        try (Load first = new Load(one, 16, 6);
                Load second = new Load(two, 16, 6)) {
            for (int i = 0; i < BREAKS; i++) {
                int before = proxy.broken();
                breakNext(KINDS.get(i % KINDS.size()));
                Until.true_(LIMIT, "break " + i, () -> proxy.broken() > before);
                first.awaitSent(i % 20, LIMIT);
            }
            first.finish(LIMIT);
            second.finish(LIMIT);
            System.out.printf(
                    "%d commits broken in %d s, %d sent%n",
                    BREAKS, (System.nanoTime() - begin) / 1_000_000_000, first.sent() + second.sent());
            assertEquals(
                    "0|" + (first.sent() + second.sent()),
                    database.query(
                            "SELECT (SELECT count(*) FROM jobs), count(*) FROM sent WHERE to_message IS NOT NULL"));
        }
        one.close();
        two.close();
    }
}
