package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.api.Batch;
import sluice.testkit.Jobs;
import sluice.testkit.server.PostgresDatabase;

/** Somebody keeps the bots locked in the database. */
class LockedTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    @Test
    void the_problem_is_there_until_a_change_can_be_kept() throws SQLException {
        PostgresQueue queue = Queues.open(database.url(), "here", "a");
        Batch batch = new Batch(List.of(Jobs.relay(1, 1, Instant.EPOCH)), 2);
        try (Connection other = DriverManager.getConnection(database.url());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM bots FOR UPDATE");
            assertFalse(queue.offer(batch).accepted());
            Until.true_(LIMIT, "two more tries", () -> {
                assertTrue(queue.problem().isPresent());
                return queue.stats().count("write_failures") >= 3;
            });
            other.rollback();
        }
        Until.true_(LIMIT, "the end of the problem", () -> queue.problem().isEmpty());
        assertTrue(queue.offer(batch).accepted());
        queue.close();
    }
}
