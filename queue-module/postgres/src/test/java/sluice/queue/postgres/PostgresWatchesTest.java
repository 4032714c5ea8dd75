package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.api.WatchRepository;
import sluice.testkit.WatchRepositoryContractTest;
import sluice.testkit.server.PostgresDatabase;

class PostgresWatchesTest extends WatchRepositoryContractTest {

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    @Override
    protected WatchRepository open() {
        return open("a");
    }

    private static PostgresWatches open(String bot) {
        PostgresWatches watches = new PostgresWatches();
        watches.start(Queues.context(database.url(), "here", bot, Clock.systemUTC()));
        return watches;
    }

    @Test
    void each_bot_has_its_own() {
        PostgresWatches one = open("one");
        PostgresWatches two = open("two");
        one.save(watch("a"));
        two.save(watch("a", "word"));
        one.moved(1, 2);
        assertEquals(List.of(watch("a")), one.watches());
        assertEquals(List.of(watch("a", "word")), two.watches());
        assertEquals(0, two.moves().size());
        one.close();
        two.close();
    }

    @Test
    void a_change_of_another_process_is_soon_known_to_one_that_runs_the_bot() {
        Machine machine =
                new Machine(database.server(), database.name(), "runs", Clock.systemUTC(), false, Set.of("a"));
        PostgresWatches here = new PostgresWatches();
        here.start(machine.context("a"));
        Until.true_(Duration.ofSeconds(10), "it to run", () -> machine.holds("a"));
        PostgresWatches other = open("a");
        long before = here.version();
        other.save(watch("new"));
        Duration took = Until.true_(Duration.ofSeconds(10), "the new version", () -> here.version() != before);
        System.out.println("known after " + took.toMillis() + " ms");
        assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took::toString);
        assertEquals(List.of(watch("new")), here.watches());
        other.close();
        here.close();
        machine.close();
    }

    @Test
    void a_change_that_fails_half_way_leaves_everything_as_it_was() {
        PostgresWatches watches = open("a");
        watches.save(watch("a", "one"));
        long before = watches.version();
        database.query("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';"
                + " CREATE TRIGGER t BEFORE UPDATE OF watches ON bots FOR EACH ROW EXECUTE FUNCTION no()");
        assertThrows(RuntimeException.class, () -> watches.save(watch("a", "two")));
        assertEquals(List.of(watch("a", "one")), watches.watches());
        assertEquals(before, watches.version());
        watches.close();
    }

    @Test
    void keeps_at_most_10000_watches_and_still_replaces_them() {
        PostgresWatches watches = open("a");
        watches.save(watch("w0"));
        database.query("INSERT INTO watches (bot, id, source, destination, watch)"
                + " SELECT bot, 'w' || i, source, destination, watch FROM watches, generate_series(1, 9999) AS i");
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> watches.save(watch("one more")));
        assertTrue(e.getMessage().contains("10000"), e.getMessage());
        watches.save(watch("w1", "word"));
        assertEquals(10_000, watches.watches().size());
        watches.close();
    }
}
