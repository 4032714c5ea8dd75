package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;

/**
 * Case P1 (rubenlagus/TelegramBots#1508, #448): handling the first batch throws. Polling goes on, the fault is counted, health
 * tells. And what is like it: plugins that cannot even be loaded or started.
 */
class ModuleFaultsTest extends WithBot {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new IllegalStateException(\"first batch\")",
                "new AssertionError(\"first batch\")",
                "new StackOverflowError()",
                "new NoSuchMethodError(\"built against another version\")"
            })
    void p1_polling_goes_on_when_handling_the_first_batch_throws(String what) {
        deduplicator("if (calls++ < 3) { throw " + what + "; } return true;");
        bot.configure(plugins() + "\nmodules: {dedup: shaky}", S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "two");
        bot.telegram.post(TestBot.S, "three");
        bot.startAgain();
        awaitTexts(TestBot.A, "one", "two", "three");

        assertEquals(503, bot.get("/healthz").status());
        assertTrue(bot.get("/healthz").body().contains("module shaky: firstSeen failed"));
        assertEquals(3, bot.stat("modules", "faults"));
        bot.telegram.post(TestBot.S, "four");
        awaitTexts(TestBot.A, "one", "two", "three", "four");

        bot.advance(Duration.ofMinutes(6));
        assertEquals(200, bot.get("/healthz").status());
        assertEquals(3, bot.stat("modules", "faults"));
    }

    @Test
    void p1_a_module_that_always_throws_does_not_flood_the_log() {
        deduplicator("throw new IllegalStateException(\"always\");");
        bot.configure(plugins() + "\nmodules: {dedup: shaky}", S_TO_A);
        for (int i = 0; i < 50; i++) {
            bot.telegram.post(TestBot.S, "text");
        }
        bot.startAgain();
        bot.awaitDelivered(TestBot.A, 50);

        assertEquals(50, bot.stat("modules", "faults"));
        assertTrue(bot.count("firstSeen failed") <= 6, bot::log);
    }

    /** Null is the other way for a module to break its word; it must not become a fault of ours in the middle of a batch. */
    @Test
    void p1_a_module_that_answers_null_counts_as_one_that_threw() {
        String peers = """
                @Provider(name = "shaky", section = "peer")
                public class Shaky implements Peers {
                    @Override public boolean succeeded(long chatId) { return false; }
                    @Override public PeerFailure failed(long chatId, String reason) { return null; }
                    @Override public Optional<PeerFailure> failure(long chatId) { return null; }
                    @Override public List<Long> outlived() { return null; }
                }
                """;
        new Plugin(dir, "shaky").provider("Shaky", peers, "Peers").into(dir.resolve("plugins"));
        bot.start(plugins() + "\nmodules: {peer: shaky}", S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "two");
        awaitTexts(TestBot.A, "one", "two");

        bot.advance(Duration.ofMinutes(5));
        bot.awaitLog("🧹");

        assertTrue(bot.stat("modules", "faults") > 0);
        assertEquals(2, bot.telegram.delivered(TestBot.A).size());
        assertEquals(0, bot.stat("intake", "poll_failures"));
    }

    /** N5 and what is like it: a time that a module names is no time at which nothing ever happens again, nor one without a pause. */
    @ParameterizedTest
    @ValueSource(strings = {"Instant.MAX", "Instant.MIN"})
    void n5_a_chat_that_failed_is_tried_again_after_a_while_whatever_the_module_says(String retryAt) {
        String peers = """
                @Provider(name = "shaky", section = "peer")
                public class Shaky implements Peers {
                    private PeerFailure failure;
                    @Override public boolean succeeded(long chatId) { failure = null; return true; }
                    @Override public PeerFailure failed(long chatId, String reason) {
                        return failure = new PeerFailure(chatId, reason, java.time.Instant.now(), java.time.%s, 1);
                    }
                    @Override public Optional<PeerFailure> failure(long chatId) { return Optional.ofNullable(failure); }
                    @Override public List<Long> outlived() { return java.util.Arrays.asList(1L, null); }
                }
                """.formatted(retryAt);
        new Plugin(dir, "shaky").provider("Shaky", peers, "Peers").into(dir.resolve("plugins"));
        bot.telegram.on("copyMessage").chat(TestBot.A).always().answer(Answer.error(403, "Forbidden: bot was kicked"));
        bot.start(plugins() + "\nmodules: {peer: shaky}", S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.advance(Duration.ofSeconds(20));
        assertTrue(bot.stat("modules", "faults") < 10, bot::log);

        bot.telegram.clearFaults();
        bot.advance(Duration.ofMinutes(5));
        awaitTexts(TestBot.A, "one");
        assertEquals(200, bot.get("/metrics").status());
        bot.awaitLog("🧹");
    }

    @Test
    void p1_plugins_that_cannot_be_loaded_or_started_are_told_of_and_the_bot_runs() throws IOException {
        Path folder = Files.createDirectories(dir.resolve("plugins"));
        Files.writeString(folder.resolve("garbage.jar"), "no jar");
        Files.createDirectories(folder.resolve("empty"));
        String broken = """
                @Provider(name = "broken")
                public class Broken implements Cleanable {
                    public Broken() { throw new IllegalStateException("not today"); }
                    @Override public CleanupResult clean(CleanupContext context) { return CleanupResult.NOTHING; }
                }
                """;
        String unready = """
                @Provider(name = "unready")
                public class Unready implements Cleanable {
                    @Override public void start(ComponentContext context) { throw new SettingsException("`server` is missing"); }
                    @Override public CleanupResult clean(CleanupContext context) { return CleanupResult.NOTHING; }
                }
                """;
        String misnamed = """
                @Provider(name = "No Name")
                public class Misnamed implements Cleanable {
                    @Override public CleanupResult clean(CleanupContext context) { return CleanupResult.NOTHING; }
                }
                """;
        new Plugin(dir, "broken").provider("Broken", broken, "Cleanable").into(folder);
        new Plugin(dir, "unready").provider("Unready", unready, "Cleanable").into(folder);
        new Plugin(dir, "misnamed").provider("Misnamed", misnamed, "Cleanable").into(folder);
        new Plugin(dir, "sluice.queue.memory")
                .type("Nothing", "class Nothing {}")
                .into(folder);

        bot.start(plugins(), S_TO_A);
        bot.telegram.post(TestBot.S, "good");
        awaitTexts(TestBot.A, "good");

        assertEquals(1, bot.count("plugin garbage.jar is not used: load: "));
        assertEquals(1, bot.count("plugin sluice.queue.memory.jar is not used: load: "));
        assertEquals(1, bot.count("plugin misnamed.jar is not used: discovery: "));
        assertEquals(1, bot.count("module broken failed to create: IllegalStateException: not today"));
        assertEquals(1, bot.count("module unready failed to start: `server` is missing"));
        assertEquals(1, bot.count("plugin empty is not used: load: there is no jar in it"));
        assertEquals(6, bot.stat("modules", "failed"));
        assertEquals(200, bot.get("/healthz").status());
    }

    @Test
    void p1_a_role_that_cannot_be_filled_ends_with_exit_2_and_the_reason() {
        String dead = """
                @Provider(name = "dead", section = "dedup")
                public class Dead implements Deduplicator {
                    @Override public void start(ComponentContext context) { throw new SettingsException("no server"); }
                    @Override public boolean firstSeen(long chatId, int messageId) { return true; }
                    @Override public boolean judgeGroup(GroupKey key, boolean passes) { return passes; }
                }
                """;
        new Plugin(dir, "dead").provider("Dead", dead, "Deduplicator").into(dir.resolve("plugins"));

        bot.start(plugins() + "\nmodules: {dedup: dead}");

        assertEquals(2, bot.exitCode());
        assertEquals(1, bot.count("modules.dedup: `dead` does not work: start: no server"));
        assertEquals(0, bot.telegram.count("getUpdates"));
    }

    private void deduplicator(String firstSeen) {
        String type = """
                @Provider(name = "shaky", section = "dedup")
                public class Shaky implements Deduplicator {
                    private int calls;
                    @Override public boolean firstSeen(long chatId, int messageId) {
                        %s
                    }
                    @Override public boolean judgeGroup(GroupKey key, boolean passes) { return passes; }
                }
                """.formatted(firstSeen);
        new Plugin(dir, "shaky").provider("Shaky", type, "Deduplicator").into(dir.resolve("plugins"));
    }

    private String plugins() {
        return "plugins-dir: " + dir.resolve("plugins");
    }
}
