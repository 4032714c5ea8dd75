package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.api.Ownership.Owner;
import sluice.testkit.server.PostgresDatabase;

/** Which of several machines runs which bot. */
class SharesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Set<String> BOTS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "bot" + i).collect(Collectors.toCollection(TreeSet::new));

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    private final Machine.Watcher all = new Machine.Watcher(BOTS);

    @AfterEach
    void end() {
        all.close();
    }

    private Machine machine(String name, Set<String> bots) {
        return all.add(new Machine(database.server(), database.name(), name, Clock.systemUTC(), false, bots));
    }

    private static Duration shared(String what, long least, Machine... machines) {
        return Until.true_(
                LIMIT,
                what,
                () -> Stream.of(machines).mapToLong(Machine::holds).sum() == BOTS.size()
                        && Stream.of(machines).allMatch(machine -> machine.holds() >= least));
    }

    private static void tell(String what, Duration took) {
        System.out.println(what + ": " + took.toMillis() + " ms");
    }

    @Test
    void each_machine_has_its_share_when_others_come_and_go() {
        Machine a = machine("a", BOTS);
        tell("one machine takes all", shared("all at one", 20, a));
        Machine b = machine("b", BOTS);
        tell("a second one has its half", shared("half at each", 10, a, b));
        Machine c = machine("c", BOTS);
        tell("a third one has its third", shared("a third at each", 6, a, b, c));
        c.close();
        Duration released = shared("the others to have what was given up", 10, a, b);
        tell("one leaves", released);
        assertTrue(released.compareTo(Duration.ofSeconds(2)) < 0, released::toString);
        b.kill();
        Duration over = shared("the last one to have all", 20, a);
        tell("one dies", over);
        assertTrue(over.compareTo(Machine.LEASE.plusMillis(1500)) < 0, over::toString);
    }

    @Test
    void machines_that_start_together_share_at_once() {
        Machine first = machine("first", BOTS);
        shared("all at one", 20, first);
        first.close();
        database.query("UPDATE bots SET since = since - interval '1 hour'");
        Machine a = machine("a", BOTS);
        Machine b = machine("b", BOTS);
        tell("two machines start", shared("half at each", 10, a, b));
        Machine c = machine("c", BOTS);
        tell("a third one has its third", shared("a third at each", 6, a, b, c));
    }

    @Test
    void a_bot_that_only_one_machine_knows_stays_there() {
        Machine a = machine("a", BOTS);
        shared("all at one", 20, a);
        machine("b", Set.of("bot1", "bot2", "unknown"));
        Until.true_(LIMIT, "what both know to be given", () -> !a.holds("bot1") && !a.holds("bot2"));
        Duration longer = Machine.LEASE.plusSeconds(1);
        long begin = System.nanoTime();
        Until.true_(LIMIT, "some time", () -> {
            assertEquals(18, a.holds());
            return System.nanoTime() - begin > longer.toNanos();
        });
        assertEquals(20, a.ownership.stats().count("takeovers"));
    }

    @Test
    void a_bot_that_is_paused_is_run_by_nobody_and_goes_on_afterwards() {
        Machine a = machine("a", BOTS);
        Machine b = machine("b", BOTS);
        shared("half at each", 10, a, b);
        a.ownership.pause("bot7", true);
        Duration took = Until.true_(LIMIT, "both to know", () -> isPaused(a) && isPaused(b));
        tell("both know that a bot is paused", took);
        assertFalse(a.holds("bot7") || b.holds("bot7"));
        b.ownership.pause("bot7", false);
        tell("and that it is not", Until.true_(LIMIT, "it to go on", () -> a.holds("bot7") || b.holds("bot7")));
    }

    private static boolean isPaused(Machine machine) {
        return machine.owners().stream()
                .anyMatch(owner -> owner.bot().equals("bot7")
                        && owner.paused()
                        && owner.node().isEmpty());
    }

    @Test
    void a_bot_that_is_given_up_before_anybody_was_told_to_run_it_stays() {
        PostgresOwnership ownership = new PostgresOwnership();
        ownership.start(Queues.context(database.url(), "here", "", Clock.systemUTC()));
        Set<String> one = Set.of("bot1");
        ownership.claim(one);
        Until.true_(LIMIT, "the bot", () -> ownership.holds("bot1"));
        ownership.release("bot1");
        assertEquals(one, ownership.claim(one));
        ownership.close();
    }

    /** All machines are cut off from the database for longer than a lease, and come back one after the other. */
    @Test
    void nobody_is_taken_for_dead_after_an_outage_of_the_database() {
        Machine a = machine("a", BOTS);
        Machine b = machine("b", BOTS);
        shared("half at each", 10, a, b);
        String nodes = database.query("SELECT node FROM nodes ORDER BY node");
        a.proxy.reset();
        b.proxy.reset();
        tell("silent after", Until.true_(LIMIT, "both to be silent", () -> a.holds() + b.holds() == 0));
        database.query("UPDATE nodes SET expires = expires - interval '3 seconds'");
        b.proxy.pass();
        Until.true_(LIMIT, "one to be back", () -> b.holds() == 10);
        a.proxy.pass();
        tell("back after", shared("all to go on", 10, a, b));
        assertEquals(nodes, database.query("SELECT node FROM nodes WHERE NOT dead ORDER BY node"));
    }

    /** It is marked dead by one that ends before it has freed its bots. */
    @Test
    void bots_of_the_dead_are_free_whoever_has_buried_them() {
        Machine a = machine("a", BOTS);
        shared("all at one", 20, a);
        a.kill();
        Until.true_(LIMIT, "its lease to be over", () -> a.holds() == 0);
        database.query("UPDATE nodes SET dead = true");
        tell("taken from the dead", shared("the next one to have all", 20, machine("b", BOTS)));
    }

    /** The answer to what took the bots has not arrived. */
    @Test
    void what_was_taken_without_an_answer_is_not_lost() {
        Machine a = machine("a", Set.of());
        Until.true_(
                LIMIT,
                "it to be there",
                () -> database.query("SELECT count(*) FROM nodes").equals("1"));
        database.query(
                "INSERT INTO bots (name, node, epoch) SELECT 'bot' || i, (SELECT node FROM nodes), 1 FROM generate_series(1, 20) AS i");
        BOTS.forEach(a::file);
        shared("all at one", 20, a);
        assertEquals("2", database.query("SELECT min(epoch) FROM bots"));
        assertTrue(a.owners().stream().map(Owner::node).allMatch("a"::equals));
    }
}
