package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.api.Batch;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.Jobs;
import sluice.testkit.server.PostgresDatabase;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.TcpProxy;
import sluice.testkit.server.TcpProxy.Break;

/** A bot starts while the connections of its process break. */
class FailedStartTest {

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    private static PostgresQueue withMessages(String url) {
        PostgresQueue queue = Queues.open(url, "here", "a");
        assertTrue(queue.offer(new Batch(
                        List.of(
                                Jobs.relay(1, 1, Instant.EPOCH),
                                Jobs.relay(1, 2, Instant.EPOCH),
                                Jobs.relay(2, 3, Instant.EPOCH)),
                        4))
                .accepted());
        return queue;
    }

    @Test
    void messages_still_wait_after_a_start_that_failed() {
        try (TcpProxy proxy = new TcpProxy(database.server().port())) {
            // Statements that the server has prepared are named by numbers on the wire.
            String url = PrivatePostgres.url(proxy.port(), database.name()) + "&prepareThreshold=0";
            PostgresQueue first = withMessages(url);

            proxy.breakNext(text -> text.contains("facts") && text.contains("COMMIT"), Break.BEFORE_FORWARDING);
            assertThrows(StoreException.class, () -> Queues.open(url, "here", "a"));
            assertEquals(1, proxy.broken());
            assertEquals(
                    "1",
                    database.query("SELECT count(DISTINCT value) FROM facts WHERE name IN ('run', 'closed')"),
                    "the failed start counts as closed");

            PostgresQueue next = Queues.open(url, "here", "a");
            assertEquals(0, next.deadLetters().size());
            assertEquals(3, next.stats().count("pending"));
            next.close();
            first.close();
        }
    }

    /** As an older version may have left it. */
    @Test
    void messages_still_wait_where_the_last_process_is_not_known_to_have_closed() {
        PostgresQueue first = withMessages(database.url());
        first.close();
        database.query("UPDATE facts SET value = 0 WHERE name = 'closed'");
        PostgresQueue next = Queues.open(database.url(), "here", "a");
        assertEquals(0, next.deadLetters().size());
        assertEquals(3, next.stats().count("pending"));
        next.close();
    }

    @Test
    void a_bot_starts_at_once_after_the_server_has_ended_the_connections() {
        PostgresQueue one = Queues.open(database.url(), "here", "a");
        PostgresQueue two = Queues.open(database.url(), "here", "b");
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'sluice here' AND datname = current_database()");
        PostgresQueue three = Queues.open(database.url(), "here", "c");
        PostgresQueue four = Queues.open(database.url(), "here", "d");
        List.of(one, two, three, four).forEach(PostgresQueue::close);
    }
}
