package sluice.launcher.cases;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/**
 * Cases M1 (aiogram#1658, LonamiWebs/Telethon#3235, #4375) and M4, in a process with the heap that the launcher gives it.
 */
class FloodTest {

    private static final long S = TestBot.S;
    private static final long A = TestBot.A;
    private static final int BEFORE = 2_000;
    private static final int FLOOD = 100_000;
    private static final int PLACES = 1_000;
    private static final int STRANGERS = 50_000;

    /** What the code that is compiled and the buffers of the second phase may add; a queue without a bound adds it by the second. */
    private static final long GROWTH = 24L << 20;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void m1_a_flood_that_cannot_be_sent_fills_the_queue_and_nothing_else(String queue) throws InterruptedException {
        try (Simulator telegram = Simulator.start(SimulatorOptions.defaults().lean())) {
            telegram.channel(S, "S");
            telegram.channel(A, "A");
            telegram.flood(List.of(S), BEFORE);
            try (BotProcess bot = BotProcess.start(dir, configuration(telegram, queue))) {
                await().atMost(BotProcess.LIMIT).until(() -> telegram.ledger().arrived(A) == BEFORE);
                long resident = bot.stat("jvm", "resident_bytes");
                assertTrue(bot.stat("dedup", "message_cache_size") <= 200);

                telegram.on("copyMessage").always().answer(Answer.floodWait(3600));
                telegram.flood(List.of(S), FLOOD);
                await().atMost(BotProcess.LIMIT)
                        .until(() -> bot.stat("queue", "pending") == PLACES
                                && bot.log().contains("message queue full"));
                long polls = telegram.count("getUpdates");
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> telegram.count("getUpdates") == polls);

                assertTrue(bot.isAlive(), bot::log);
                assertEquals(PLACES, bot.stat("queue", "pending"));
                assertEquals(0, bot.stat("queue", "dropped"));
                assertTrue(telegram.pendingUpdates() >= FLOOD - PLACES, "Telegram keeps the rest");
                assertTrue(bot.stat("jvm", "heap_max_bytes") <= 48L << 20);
                long growth = bot.stat("jvm", "resident_bytes") - resident;
                assertTrue(growth < GROWTH, "grew by " + growth);

                assertTrue(bot.terminate(Duration.ofSeconds(10)), "P13: it ends in time");
                assertEquals(128 + 15, bot.exitCode());
                assertTrue(bot.log().contains("stopped; " + PLACES + " messages"), bot::log);
            }
        }
    }

    @Test
    void m4_fifty_thousand_strangers_leave_nothing_behind() {
        try (Simulator telegram = Simulator.start(SimulatorOptions.defaults().lean())) {
            telegram.channel(S, "S");
            telegram.channel(A, "A");
            telegram.flood(List.of(S), BEFORE);
            try (BotProcess bot = BotProcess.start(dir, configuration(telegram, "sqlite"))) {
                await().atMost(BotProcess.LIMIT).until(() -> telegram.ledger().arrived(A) == BEFORE);
                long resident = bot.stat("jvm", "resident_bytes");
                long start = System.nanoTime();
                for (long stranger = 1_000_000L; stranger < 1_000_000L + STRANGERS; stranger++) {
                    telegram.user(stranger, "stranger");
                    telegram.post(stranger, "/watch");
                }
                telegram.flood(List.of(S), BEFORE);
                await().atMost(BotProcess.LIMIT).until(() -> telegram.ledger().arrived(A) == 2 * BEFORE);

                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                assertTrue(telegram.count("sendMessage") <= seconds + 2, "refused within " + seconds + " s");
                assertEquals(0, bot.stat("state", "active_users"));
                long growth = bot.stat("jvm", "resident_bytes") - resident;
                assertTrue(growth < GROWTH, "grew by " + growth);
                assertTrue(bot.isAlive(), bot::log);
            }
        }
    }

    private String configuration(Simulator telegram, String queue) {
        return """
                telegram: {token: "%s", api-url: "%s"}
                admins: [1]
                data-dir: %s
                http: {port: 0}
                modules: {queue: %s}
                queue: {max-size: %d, max-backlog: %d}
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                watches: [{source: %d, destination: %d}]
                """.formatted(telegram.token(), telegram.uri(), dir.resolve("data"), queue, PLACES, PLACES, S, A);
    }
}
