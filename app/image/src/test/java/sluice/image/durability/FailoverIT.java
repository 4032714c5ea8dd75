package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.simulator.Answer;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.TcpProxy;

/** Two machines and one bot: whatever becomes of the one that runs it, nothing is lost and nothing is sent twice. */
class FailoverIT {

    private static final String BOT = "news";
    private static final int MESSAGES = 250;

    /** Each costs a lease. */
    private static final int KILLS = Integer.getInteger("sluice.crash.kills", 20) / 5;

    private static PrivatePostgres postgres;

    private final long seed = Long.getLong("sluice.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Machines machines;
    private Traffic traffic;

    @BeforeAll
    static void startServer() {
        PrivatePostgres.require();
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopServer() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void configure(TestInfo test) {
        machines = new Machines("FailoverIT-" + test.getDisplayName().replaceAll("\\W", ""), postgres);
        traffic = new Traffic(machines.telegram(), random);
        machines.bot(BOT, machines.telegram(), traffic.watches());
        machines.machine("left");
        machines.machine("right");
    }

    @AfterEach
    void stopMachines() {
        machines.close();
    }

    private String other(String machine) {
        return machine.equals("left") ? "right" : "left";
    }

    /** Starts both, and waits until one runs the bot and has sent something. */
    private String startBoth() {
        machines.start("left");
        machines.start("right");
        machines.await(
                "an owner", Duration.ofSeconds(40), () -> !machines.owner(BOT).isEmpty());
        traffic.post(1);
        machines.await("the first message", Duration.ofSeconds(30), machines::isDrained);
        return machines.owner(BOT);
    }

    private void awaitOwner(String machine) {
        machines.await(
                machine + " to run the bot",
                Duration.ofSeconds(30),
                () -> machines.owner(BOT).equals(machine));
    }

    private void checkAll() {
        machines.telegram().clearFaults();
        // What comes between two kills is more than is sent in that time.
        machines.await("all to be delivered", Duration.ofSeconds(60).plusSeconds(2L * KILLS), machines::isDrained);
        assertEquals(List.of(), traffic.faults(machines.letters()), () -> "seed " + seed + "\n" + machines.logs());
        assertEquals(0, machines.telegram().ledger().outOfOrder());
    }

    @Test
    void nothing_is_lost_or_doubled_when_the_owner_is_killed_again_and_again() {
        traffic.answers(Answer.slow(Duration.ofMillis(15)), Answer.normal(), Answer.error(502, "Bad Gateway"));
        String owner = startBoth();
        for (int i = 0; i < KILLS; i++) {
            traffic.post(MESSAGES);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1000)).toNanos());
            String killed = machines.ownerNumber(BOT);
            machines.process(owner).kill();
            machines.start(owner);
            // Either of them may be the next.
            machines.await(
                    "another owner",
                    Duration.ofSeconds(30),
                    () -> !List.of("", killed).contains(machines.ownerNumber(BOT)));
            owner = machines.owner(BOT);
        }
        checkAll();
        List<Letter> letters = machines.letters();
        System.out.println("FailoverIT: " + KILLS + " kills, " + traffic.posted() + " messages, " + traffic.albums()
                + " albums, " + letters.size() + " unknown outcomes");
        assertTrue(
                letters.stream()
                                .map(letter ->
                                        letter.album().isEmpty() ? "m" + letter.id() : letter.lane() + letter.album())
                                .distinct()
                                .count()
                        <= (long) KILLS * traffic.lanes(),
                "at most one for each busy lane and kill");
    }

    @Test
    void commands_export_and_move_what_is_in_the_database_of_a_plugin() {
        String config = machines.config("left");
        String exported = ImageProcess.output("export", "--bot", BOT, "--config", config);
        assertTrue(exported.startsWith("{") && exported.contains("\"" + BOT + "\""), exported);
        String moved = ImageProcess.output("move", "--to", "sqlite", "--bot", BOT, "--config", config);
        assertTrue(moved.startsWith(BOT + ": 0 rows copied from postgres to sqlite, the same row for row"), moved);
    }

    @Test
    void each_machine_says_who_runs_which_bot() {
        String owner = startBoth();
        machines.await(
                "the other machine to know",
                Duration.ofSeconds(20),
                () -> machines.page(other(owner), "/bots.json").contains("\"node\":\"" + owner + "\""));
        String metrics = machines.page(owner, "/metrics");
        for (String name : List.of(
                "sluice_bot_owner_since_timestamp_seconds",
                "sluice_bot_without_owner_seconds",
                "sluice_ownership_fenced_writes_total",
                "sluice_ownership_not_synchronous")) {
            assertTrue(metrics.contains("# TYPE " + name + " "), name);
        }
    }

    @Test
    void another_machine_goes_on_soon_after_the_owner_is_killed_or_stopped() {
        String owner = startBoth();
        machines.process(owner).kill();
        long killed = System.nanoTime();
        traffic.post(1);
        machines.await("the first message after a kill", Duration.ofSeconds(15), machines::isDrained);
        long afterKill = System.nanoTime() - killed;
        machines.start(owner);
        owner = other(owner);
        String standby = other(owner);
        machines.await("the standby to be there", Duration.ofSeconds(20), () -> machines.live() == 2);
        machines.process(owner).terminate();
        long stopped = System.nanoTime();
        awaitOwner(standby);
        traffic.post(1);
        machines.await("the first message after a stop", Duration.ofSeconds(15), machines::isDrained);
        long afterStop = System.nanoTime() - stopped;
        System.out.println(
                "FailoverIT: first message " + Duration.ofNanos(afterKill).toMillis()
                        + " ms after kill -9 with a lease of " + Machines.LEASE.toSeconds() + " s, "
                        + Duration.ofNanos(afterStop).toMillis() + " ms after SIGTERM");
        assertAll(
                () -> assertEquals(List.of(), traffic.faults(machines.letters())),
                () -> assertTrue(afterKill < Duration.ofSeconds(15).toNanos(), "after kill -9"),
                () -> assertTrue(afterStop < Duration.ofSeconds(5).toNanos(), "after SIGTERM"));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void an_owner_that_was_frozen_sends_nothing_that_it_had_not_begun(Moment moment) throws Exception {
        String owner = startBoth();
        for (int i = 0; i < Math.max(1, KILLS / 4); i++) {
            freeze(moment, owner);
            awaitOwner(other(owner));
            traffic.post(20);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(100)).toNanos());
            signal("CONT", owner);
            owner = other(owner);
            machines.await("all to be delivered", Duration.ofSeconds(60), machines::isDrained);
            machines.await("both to be there", Duration.ofSeconds(30), () -> machines.live() == 2);
        }
        System.out.println("FailoverIT: frozen while " + moment + ": "
                + machines.letters().size() + " unknown outcomes of " + traffic.posted() + " messages");
        checkAll();
    }

    /** What the owner is doing when it is frozen. */
    enum Moment {
        WAITING_FOR_MESSAGES,
        STORING_MESSAGES,
        SENDING,
        SETTLING,
        RENEWING_ITS_LEASE,
        BUSY
    }

    private void freeze(Moment moment, String owner) throws Exception {
        switch (moment) {
            case WAITING_FOR_MESSAGES -> signal("STOP", owner);
            case STORING_MESSAGES -> {
                try (var _ = machines.locked("bots")) {
                    traffic.post(20);
                    machines.awaitBlocked("bots");
                    signal("STOP", owner);
                }
            }
            case SENDING -> {
                traffic.hold();
                traffic.post(20);
                machines.await("a send", Duration.ofSeconds(20), traffic::isHolding);
                signal("STOP", owner);
                traffic.letGo();
            }
            case SETTLING -> {
                traffic.hold();
                traffic.post(20);
                machines.await("a send", Duration.ofSeconds(20), traffic::isHolding);
                try (var _ = machines.locked("bots")) {
                    traffic.letGo();
                    machines.awaitBlocked("bots");
                    signal("STOP", owner);
                }
            }
            case RENEWING_ITS_LEASE -> {
                traffic.post(20);
                try (var _ = machines.locked("nodes")) {
                    machines.awaitBlocked("nodes");
                    signal("STOP", owner);
                }
            }
            case BUSY -> {
                traffic.answers(Answer.slow(Duration.ofMillis(40)), Answer.normal());
                traffic.post(MESSAGES);
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
                signal("STOP", owner);
            }
        }
    }

    private void signal(String name, String machine) throws Exception {
        int code = new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(machines.process(machine).pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, code);
    }

    @Test
    void an_owner_that_is_cut_off_from_the_database_is_silent_and_comes_back() {
        try (TcpProxy proxy = new TcpProxy(postgres.port())) {
            machines.machine("left", PrivatePostgres.url(proxy.port(), machines.database()), Machines.LEASE);
            machines.start("left");
            awaitOwner("left");
            machines.start("right");
            List<Runnable> cuts = List.of(proxy::blackhole, proxy::reset);
            for (Runnable cut : cuts) {
                int before = machines.telegram().conflicts().size();
                traffic.post(MESSAGES);
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
                cut.run();
                awaitOwner("right");
                traffic.post(MESSAGES);
                machines.await("all to be delivered", Duration.ofSeconds(60), machines::isDrained);
                proxy.pass();
                machines.await("left to be there again", Duration.ofSeconds(40), () -> machines.live() == 2);
                machines.process("right").kill();
                awaitOwner("left");
                machines.start("right");
                List<Long> conflicts =
                        machines.telegram().conflicts().stream().skip(before).toList();
                Duration apart = conflicts.isEmpty()
                        ? Duration.ZERO
                        : Duration.ofNanos(conflicts.getLast() - conflicts.getFirst());
                System.out.println("FailoverIT: cut off, " + conflicts.size() + " polls answered with 409 in " + apart);
                assertTrue(apart.compareTo(Duration.ofSeconds(5)) < 0, apart + " of 409");
            }
            checkAll();
        }
    }

    @Test
    void bots_go_on_after_the_database_was_restarted() {
        traffic.answers(Answer.slow(Duration.ofMillis(5)), Answer.normal());
        startBoth();
        List<Duration> took = new ArrayList<>();
        for (PrivatePostgres.Stop how : PrivatePostgres.Stop.values()) {
            traffic.post(MESSAGES);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
            postgres.restart(how);
            long restarted = System.nanoTime();
            traffic.post(1);
            machines.await("all to be delivered", Duration.ofSeconds(30), machines::isDrained);
            took.add(Duration.ofNanos(System.nanoTime() - restarted));
        }
        System.out.println("FailoverIT: all delivered " + took + " after the restarts of the database");
        checkAll();
    }
}
