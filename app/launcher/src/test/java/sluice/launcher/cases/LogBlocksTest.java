package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;
import sluice.base.log.LogLevels;
import sluice.simulator.Answer;

/** Spec section 1: the blocks in the log and the names of the statistics, word for word. */
class LogBlocksTest extends WithBot {

    private static final List<String> CHINESE =
            List.of("- 消息缓存: 2 条", "- 媒体组缓存: 1 条", "- 活跃用户状态: 0 个", "- 缓存的Peer: 1 个", "- 失败的Peer: 1 个");

    private static final List<String> ENGLISH = List.of(
            "- message cache: 2 entries",
            "- media group cache: 1 entries",
            "- active user states: 0",
            "- cached peers: 1",
            "- failed peers: 1");

    @Test
    void the_chinese_cleanup_block_is_as_specified() {
        traffic("language: zh\n");

        List<String> lines = blockAfter("🧹 内存清理完成:");

        assertEquals(CHINESE, lines.subList(0, 5));
        assertTrue(lines.get(5).matches("- dedup: 清理 \\d+ 条，用时 \\d+ 毫秒"), lines::toString);
    }

    @Test
    void the_english_cleanup_block_says_the_same() {
        traffic("");

        List<String> lines = blockAfter("🧹 memory cleaned:");

        assertEquals(ENGLISH, lines.subList(0, 5));
        assertEquals(
                List.of("dedup", "content-dedup", "state", "peer", "queue"),
                lines.subList(5, 10).stream()
                        .map(line -> line.replaceAll("- ([\\w-]+): \\d+ removed in \\d+ ms", "$1"))
                        .toList());
    }

    @Test
    void the_statistics_are_one_line_in_each_interval() {
        bot.start(
                "stats: {interval: 1m}\ncleanup: {interval: 10m}",
                "{source: " + TestBot.S + ", destination: " + TestBot.A + ", blacklist: [spam]}");
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "spam");
        bot.settle();

        for (int minute = 1; minute <= 3; minute++) {
            bot.advance(Duration.ofMinutes(1));
            bot.awaitLog("📊 ", minute);
        }

        assertEquals(3, bot.count("📊 "));
        assertEquals(0, bot.count("🧹"));
        // The test's own lane sends too.
        assertTrue(
                bot.log()
                        .matches("(?s).*INFO  📊 received (\\d+), delivered \\1, filtered 1, failed 0 since the start;"
                                + " waiting 0, dead letters 0\n.*"),
                bot.log());
        assertFalse(bot.log().contains("message_cache_size"), bot.log());
    }

    @Test
    void at_debug_all_figures_follow() {
        try (LogLevels _ = LogLevels.asTheyAre().and("sluice.host.cleanup", Level.DEBUG)) {
            bot.start("stats: {interval: 1m}\ncleanup: {interval: 10m}");

            List<String> lines = blockAfter("📊 statistics:");
            assertTrue(lines.getFirst().startsWith("- dedup: message_cache_size "), lines::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_statistics_have_exactly_the_specified_names(String concern, List<String> names) {
        for (String queue : List.of("bounded", "sqlite")) {
            bot.start("modules: {queue: " + queue + "}");

            JsonNode figures = bot.stats().path(concern);

            assertEquals(names, figures.propertyStream().map(Map.Entry::getKey).toList());
            figures.forEach(figure -> assertTrue(figure.isIntegralNumber(), figures::toString));
            bot.stop();
        }
    }

    @Test
    void what_a_module_reports_besides_stands_under_its_own_name() {
        bot.start("modules: {queue: sqlite}");

        assertEquals(0, bot.stat("sqlite", "backlog"));
        assertEquals(0, bot.stat("sqlite", "dead_letters_evicted"));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of(
                        "dedup",
                        List.of(
                                "message_cache_size",
                                "media_group_cache_size",
                                "message_cache_ttl",
                                "media_group_cache_max",
                                "message_cache_max",
                                "evictions",
                                "duplicates")),
                Arguments.of("content-dedup", List.of("content_cache_size", "content_duplicates")),
                Arguments.of("state", List.of("active_users", "ttl_seconds", "max_users", "expired")),
                Arguments.of("peer", List.of("cached_peers", "failed_peers", "retry_cooldown", "cleanup_age")),
                Arguments.of("queue", List.of("pending", "max_size", "full_events", "dropped", "dead_letters")),
                Arguments.of("worker", List.of("processed", "skipped", "failed", "retried", "flood_waits")));
    }

    @Test
    void the_figures_of_times_and_bounds_are_the_documented_defaults() {
        bot.watching();

        assertEquals(1, bot.stat("dedup", "message_cache_ttl"));
        assertEquals(200, bot.stat("dedup", "message_cache_max"));
        assertEquals(100, bot.stat("dedup", "media_group_cache_max"));
        assertEquals(3600, bot.stat("state", "ttl_seconds"));
        assertEquals(10_000, bot.stat("state", "max_users"));
        assertEquals(60, bot.stat("peer", "retry_cooldown"));
        assertEquals(86_400, bot.stat("peer", "cleanup_age"));
        assertEquals(1_000, bot.stat("queue", "max_size"));
    }

    /** Leaves one entry in each cache that the first cleanup finds: of the messages, one that has not expired. */
    private void traffic(String settings) {
        bot.telegram.on("copyMessage").chat(TestBot.B).always().answer(Answer.error(403, "Forbidden: bot was kicked"));
        bot.start(
                settings + "dedup: {message-ttl: 1h}",
                "{source: " + TestBot.S + ", destination: " + TestBot.A + ", blacklist: [nothing]}",
                "{source: " + TestBot.C + ", destination: " + TestBot.B + "}");
        bot.telegram.draft(TestBot.S).photo().mediaGroup("g1").post();
        bot.awaitStat("queue", "pending", count -> count == 1);
        bot.time.advance(Duration.ofSeconds(1));
        bot.awaitDelivered(TestBot.A, 1);
        bot.telegram.post(TestBot.C, "for a chat that is closed");
        bot.awaitStat("peer", "failed_peers", count -> count == 1);
        bot.awaitStat("peer", "cached_peers", count -> count == 1);
    }

    private List<String> blockAfter(String title) {
        bot.time.advance(Duration.ofMinutes(5));
        bot.awaitLog(title);
        List<String> lines = bot.log().lines().toList();
        int start = 0;
        while (!lines.get(start).contains(title)) {
            start++;
        }
        return lines.subList(start + 1, lines.size());
    }
}
