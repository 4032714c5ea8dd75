package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/**
 * Case M3: every concern is cleaned on time, whatever the others do. The Python bot sweeps only when its queue is empty.
 */
class ConcernsTest extends WithBot {

    private static final String CLEANED = "🧹 memory cleaned:";

    /** Counts what is done with it, and how many there are of its kind. */
    private static final String COUNTS = """
            @Provider(name = "counts")
            public class Counts implements Cleanable, StatsProvider {
                static int made;
                private long cleaned;
                private long seen;
                public Counts() { made++; }
                @Override public CleanupResult clean(CleanupContext context) {
                    cleaned++;
                    return new CleanupResult(1000 + cleaned);
                }
                @Override public Stats stats() {
                    return Stats.empty().with("cleaned", cleaned).with("made", made);
                }
            }
            """;

    /** Cleaned in the order of the plugins' names: the healthy one after those that are not. */
    private void troublemakers() {
        new Plugin(dir, "careless")
                .provider("Throwing", concern("throwing", "throw new IllegalStateException(\"no\");"), "Cleanable")
                .provider("Failing", concern("failing", "throw new StackOverflowError();"), "Cleanable")
                .provider("Missing", concern("missing", "throw new NoClassDefFoundError(\"gone\");"), "Cleanable")
                .provider("Silent", concern("silent", "return null;"), "Cleanable")
                .into(dir.resolve("plugins"));
        new Plugin(dir, "healthy")
                .provider("Counts", COUNTS, "Cleanable", "StatsProvider")
                .into(dir.resolve("plugins"));
    }

    @Test
    void m3_three_cleanups_in_15_minutes_of_constant_traffic_although_some_concerns_throw() {
        troublemakers();
        bot.telegram.on("copyMessage").chat(TestBot.A).always().answer(Answer.floodWait(3600));
        bot.start(plugins(), S_TO_A, S_TO_B);

        for (int minute = 1; minute <= 15; minute++) {
            bot.telegram.post(TestBot.S, "never pauses");
            bot.awaitDelivered(TestBot.B, minute);
            bot.advance(Duration.ofMinutes(1));
            assertTrue(bot.stat("queue", "pending") > 0, "the queue is never empty");
            bot.awaitLog(CLEANED, minute / 5);
            bot.settle();
            assertEquals(minute / 5, bot.heap.givenBack(), "memory that is not needed any more goes back after each");
        }

        assertEquals(3, bot.count(CLEANED));
        assertEquals(3, bot.stat("counts", "cleaned"));
        for (String concern : new String[] {"throwing", "failing", "missing", "silent"}) {
            assertEquals(3, bot.count("- " + concern + ": cleanup failed"), concern);
        }
        for (String concern : new String[] {"dedup", "state", "peer", "queue", "pacing"}) {
            String line = "- " + concern + ": \\d+ removed in \\d+ ms";
            assertEquals(3, bot.log().lines().filter(each -> each.matches(line)).count(), concern);
        }
        assertEquals(1, bot.count("- counts: 1003 removed in "));
    }

    @Test
    void m3_a_concern_that_hangs_stops_neither_the_others_nor_the_next_cleanup() {
        String hanging = """
                @Provider(name = "hanging")
                public class Hanging implements Cleanable, StatsProvider {
                    private long begun;
                    @Override public CleanupResult clean(CleanupContext context) {
                        begun++;
                        try {
                            new java.util.concurrent.CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return CleanupResult.NOTHING;
                    }
                    @Override public Stats stats() { return Stats.empty().with("begun", begun); }
                }
                """;
        new Plugin(dir, "careless")
                .provider("Hanging", hanging, "Cleanable", "StatsProvider")
                .into(dir.resolve("plugins"));
        new Plugin(dir, "healthy")
                .provider("Counts", COUNTS, "Cleanable", "StatsProvider")
                .into(dir.resolve("plugins"));
        bot.start(plugins(), S_TO_A);

        bot.advance(Duration.ofMinutes(5));
        bot.awaitStat("hanging", "begun", begun -> begun == 1);
        bot.time.advance(Duration.ofSeconds(10));
        bot.awaitLog(CLEANED, 1);
        assertEquals(1, bot.stat("counts", "cleaned"));
        for (int run = 2; run <= 3; run++) {
            bot.advance(Duration.ofMinutes(5));
            bot.awaitLog(CLEANED, run);
            assertEquals(run, bot.stat("counts", "cleaned"));
        }

        assertEquals(3, bot.count("- hanging: cleanup still running"));
        assertEquals(1, bot.stat("hanging", "begun"), "it is left alone until it returns");
        bot.telegram.post(TestBot.S, "the bot goes on");
        awaitTexts(TestBot.A, "the bot goes on");
    }

    @Test
    void m3_a_bare_cleanable_is_enough_to_be_scheduled() {
        new Plugin(dir, "bare")
                .provider("Bare", concern("bare", "return new CleanupResult(7);"), "Cleanable")
                .into(dir.resolve("plugins"));
        bot.start(plugins());

        bot.advance(Duration.ofMinutes(5));
        bot.awaitLog(CLEANED, 1);

        assertEquals(1, bot.count("- bare: 7 removed in "));
    }

    @Test
    void m3_the_statistics_of_a_concern_are_those_of_the_very_object_that_is_cleaned() {
        new Plugin(dir, "healthy")
                .provider("Counts", COUNTS, "StatsProvider", "Cleanable")
                .into(dir.resolve("plugins"));
        bot.start(plugins());

        bot.advance(Duration.ofMinutes(5));
        bot.awaitLog(CLEANED, 1);

        assertEquals(1, bot.stat("counts", "cleaned"));
        assertEquals(1, bot.stat("counts", "made"), "one object, although two services name its class");
    }

    @Test
    void m3_one_object_plays_its_role_is_cleaned_and_reports() {
        String all = """
                @Provider(name = "all", section = "dedup")
                public class All implements Deduplicator, Cleanable, StatsProvider {
                    static int made;
                    private long cleaned;
                    private long asked;
                    public All() { made++; }
                    @Override public boolean firstSeen(long chatId, int messageId) { asked++; return true; }
                    @Override public boolean judgeGroup(GroupKey key, boolean passes) { return passes; }
                    @Override public CleanupResult clean(CleanupContext context) {
                        cleaned++;
                        return CleanupResult.NOTHING;
                    }
                    @Override public Stats stats() {
                        return Stats.empty()
                                .with("duplicates", asked)
                                .with("evictions", cleaned)
                                .with("made", made);
                    }
                }
                """;
        new Plugin(dir, "everything")
                .provider("All", all, "Cleanable", "Deduplicator", "StatsProvider")
                .into(dir.resolve("plugins"));
        bot.start(plugins() + "\nmodules: {dedup: all}", S_TO_A);
        bot.telegram.post(TestBot.S, "seen");
        awaitTexts(TestBot.A, "seen");

        bot.advance(Duration.ofMinutes(5));
        bot.awaitLog(CLEANED, 1);

        assertTrue(bot.stat("dedup", "duplicates") > 0);
        assertEquals(1, bot.stat("dedup", "evictions"));
        assertEquals(1, bot.stat("all", "made"));
        assertEquals(1, bot.stats().path("all").size(), "a figure is shown once, those of its role under that");
    }

    @Test
    void m3_statistics_that_cannot_be_had_cost_only_themselves() {
        String mute = """
                @Provider(name = "mute")
                public class Mute implements StatsProvider {
                    @Override public Stats stats() { throw new IllegalStateException("no"); }
                }
                """;
        String nothing = """
                @Provider(name = "nothing")
                public class Nothing implements StatsProvider {
                    @Override public Stats stats() { return null; }
                }
                """;
        new Plugin(dir, "careless")
                .provider("Mute", mute, "StatsProvider")
                .provider("Nothing", nothing, "StatsProvider")
                .into(dir.resolve("plugins"));
        bot.start(plugins());

        assertEquals(0, bot.stat("queue", "pending"));
        bot.advance(Duration.ofMinutes(5));
        bot.awaitLog("📊 received ");

        assertFalse(bot.stats().has("mute"));
        assertFalse(bot.stats().has("nothing"));
    }

    @Test
    void m3_figures_that_cannot_be_cost_no_page() {
        String odd = """
                @Provider(name = "odd", section = "dedup")
                public class Odd implements Deduplicator, Cleanable, StatsProvider {
                    @Override public boolean firstSeen(long chatId, int messageId) { return true; }
                    @Override public boolean judgeGroup(GroupKey key, boolean passes) { return passes; }
                    @Override public CleanupResult clean(CleanupContext context) { return new CleanupResult(Long.MAX_VALUE); }
                    @Override public Stats stats() { return Stats.empty().with("duplicates", -5); }
                }
                """;
        new Plugin(dir, "odd")
                .provider("Odd", odd, "Deduplicator", "Cleanable", "StatsProvider")
                .into(dir.resolve("plugins"));
        bot.start(plugins() + "\nmodules: {dedup: odd}");

        for (int run = 1; run <= 3; run++) {
            bot.advance(Duration.ofMinutes(5));
            bot.awaitLog(CLEANED, run);
        }
        assertEquals(200, bot.get("/metrics").status());
        assertTrue(bot.stat("cleanup", "removed") >= 3L * Integer.MAX_VALUE);
    }

    private static String concern(String name, String body) {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return "@Provider(name = \"" + name + "\")\n"
                + "public class " + type + " implements Cleanable {\n"
                + "    @Override public CleanupResult clean(CleanupContext context) {\n        " + body + "\n    }\n"
                + "}\n";
    }

    private String plugins() {
        return "plugins-dir: " + dir.resolve("plugins");
    }
}
