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

    /** So long that its digits do not stand in a figure, such as one of memory, by chance. */
    private static final long USER = 700_000_004_711L;

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
    void the_time_from_receiving_to_sending_is_counted_without_a_delay() {
        bot.telegram.on("copyMessage").chat(A).answer(Answer.floodWait(7));
        bot.start(
                "",
                "{source: " + S + ", destination: " + A + "}",
                "{source: " + C + ", destination: " + B + ", delay: 1h}");
        telegram.post(S, "waits");
        bot.advanceUntil("the copy", () -> bot.telegram.delivered(A).size() == 1);
        bot.settle();
        double quick = value("sluice_delivery_seconds_bucket{le=\"5.0\"}");
        double slow = value("sluice_delivery_seconds_bucket{le=\"10.0\"}");
        assertEquals(1, slow - quick, "the one that waited 7 s");
        assertTrue(value("sluice_delivery_seconds_sum") >= 7);

        telegram.post(C, "late");
        bot.awaitStat("queue", "pending", waiting -> waiting == 1);
        bot.advance(Duration.ofHours(1));
        bot.advanceUntil("the delayed copy", () -> bot.telegram.delivered(B).size() == 1);
        bot.settle();
        assertEquals(
                value("sluice_delivery_seconds_count"),
                value("sluice_delivery_seconds_bucket{le=\"10.0\"}"),
                "the delay of an hour does not count");
    }

    @Test
    void the_process_has_its_usual_figures() {
        bot.watching(S_TO_A);

        assertTrue(value("process_cpu_seconds_total") > 0);
        assertTrue(value("process_open_fds") > 3);
        assertTrue(value("process_max_fds") >= value("process_open_fds"));
        assertTrue(value("process_resident_memory_bytes") > 1_000_000);
        assertTrue(value("process_start_time_seconds") > 1e9);
    }

    @Test
    void a_watch_is_told_of_with_the_titles_of_its_chats_and_never_with_a_user() {
        telegram.channel(S, "News \"of\" today");
        startOfUser(
                "{source: " + S + ", destination: " + A + ", id: w1, name: My news}",
                "{source: " + S + ", destination: me, id: w2}");
        bot.await("the titles", () -> bot.get("/metrics").body().contains("source_title=\"News"));

        String text = bot.get("/metrics").body();
        assertTrue(
                text.lines()
                        .anyMatch(line -> line.startsWith("sluice_watch_info{destination=\"" + A + "\"")
                                && line.contains("name=\"My news\"")
                                && line.contains("source=\"" + S + "\"")
                                && line.contains("source_title=\"News \\\"of\\\" today\"")
                                && line.contains("watch=\"w1\"")
                                && line.endsWith("} 1")),
                text);
        assertTrue(
                text.lines()
                        .anyMatch(line -> line.startsWith("sluice_watch_info{destination=\"private\"")
                                && line.contains("destination_title=\"\"")),
                text);
        assertFalse(text.contains(Long.toString(USER)), text);
    }

    @Test
    void no_series_is_for_a_user_or_a_message() {
        startOfUser("{source: " + TestBot.S + ", destination: " + TestBot.A + "}");
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(USER, "/stats");
        bot.settle();

        String text = bot.get("/metrics").body();
        assertFalse(text.contains(Long.toString(USER)), text);
    }

    private double value(String series) {
        String text = bot.get("/metrics").body();
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + text));
    }

    /** Starts the bot of {@link #USER}. */
    private void startOfUser(String... watches) {
        telegram.user(USER, "a user");
        bot.configure("", watches);
        bot.write(bot.configuration().replace("admins: [" + TestBot.OWNER, "admins: [" + USER));
        bot.startAgain();
    }
}
