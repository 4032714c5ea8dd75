package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** {@code /metrics}, as Prometheus reads it. */
class MetricsTest extends WithBot {

    @Test
    void what_the_bot_did_is_counted() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + ", blacklist: [spam]}");
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "spam");
        bot.settle();

        assertEquals(1, value("sluice_messages_delivered_total"));
        assertEquals(1, value("sluice_messages_skipped_total{reason=\"blacklisted\"}"));
        assertEquals(0, value("sluice_messages_skipped_total{reason=\"loop\"}"));
        assertEquals(1, value("sluice_healthy"));
        assertEquals(0, value("sluice_problems{about=\"polling\"}"));
        assertEquals(
                (double) bot.time.now().getEpochSecond(), value("sluice_last_successful_poll_timestamp_seconds"), 60.0);
        assertEquals(200, value("sluice_dedup_messages_limit"));
        assertEquals(0, value("sluice_modules{state=\"failed\"}"));
        assertTrue(value("sluice_module_active{module=\"lru\"}") == 1);
    }

    @Test
    void a_cleanup_is_counted_by_concern() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + "}");
        assertEquals(0, value("sluice_cleanup_removed_entries_total{concern=\"dedup\"}"));
        bot.telegram.post(TestBot.S, "one");
        bot.settle();

        bot.time.advance(Duration.ofMinutes(5));
        bot.settle();

        assertEquals(1, value("sluice_cleanups_total"));
        assertTrue(value("sluice_cleanup_removed_entries_total{concern=\"dedup\"}") >= 1);
    }

    @Test
    void polling_that_fails_shows() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + "}");
        bot.settle();
        double before = value("sluice_last_successful_poll_timestamp_seconds");
        bot.telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));

        bot.time.advance(Duration.ofMinutes(2));
        bot.settle();

        assertEquals(0, value("sluice_healthy"));
        assertEquals(1, value("sluice_problems{about=\"polling\"}"));
        assertTrue(value("sluice_last_successful_poll_timestamp_seconds") - before < 70);
        assertTrue(value("sluice_poll_failures_total") > 0);
    }

    @Test
    void watches_are_told_apart_up_to_a_hundred() {
        String watch = "{source: " + TestBot.S + ", destination: " + TestBot.A + ", blacklist: [spam";
        bot.watching(IntStream.range(0, 103).mapToObj(i -> watch + i + "]}").toArray(String[]::new));
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "spam0 spam1");
        // The other 101 watches do not leave the second one out.
        bot.advanceUntil("all copies", () -> bot.telegram.delivered(TestBot.A).size() == 103 + 101);
        bot.settle();

        List<String> delivered = bot.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sluice_watch_messages_total{outcome=\"delivered\",watch="))
                .toList();
        assertEquals(101, delivered.size());
        double sum = delivered.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        assertEquals(value("sluice_messages_delivered_total"), sum);
        assertTrue(
                value("sluice_watch_messages_total{outcome=\"delivered\",watch=\"other\"}") >= 3, delivered::toString);
    }

    @Test
    void no_series_is_for_a_user_or_a_message() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + "}");
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.OWNER, "/stats");
        bot.settle();

        String text = bot.get("/metrics").body();
        assertFalse(text.contains(Long.toString(TestBot.OWNER)), text);
    }

    private double value(String series) {
        String text = bot.get("/metrics").body();
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + text));
    }
}
