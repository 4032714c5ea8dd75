package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;

/**
 * Case P2 of the polling cases (rubenlagus/TelegramBots#1271, #1312, #1176, #535): an update that cannot be read touches no other,
 * and does not come again.
 */
class UndecodableUpdatesTest extends WithBot {

    private static final String CHAT = "\"chat\":{\"id\":" + TestBot.S + ",\"type\":\"channel\",\"title\":\"S\"}";
    private static final String DATE = "\"date\":1893456000";
    private static final String ID = "\"message_id\":900";

    @ParameterizedTest
    @MethodSource("unreadable")
    void p2_an_undecodable_update_is_skipped_for_good(String update) {
        bot.configure("", S_TO_A);
        bot.telegram.rawUpdate(update);
        bot.telegram.post(TestBot.S, "good");

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "good");
        assertEquals(1, bot.stat("intake", "skipped_undecodable"));
        assertEquals(0, bot.stat("intake", "skipped_fault"));
        bot.awaitConfirmed();
        assertEquals(1, bot.count("cannot be read and is skipped"));
        assertEquals(200, bot.get("/healthz").status());
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                named("a message id beyond 32 bits", post("\"message_id\":5034460976", DATE, CHAT, text())),
                named("a message id beyond 64 bits", post("\"message_id\":99999999999999999999", DATE, CHAT, text())),
                named("a message id of 0", post("\"message_id\":0", DATE, CHAT, text())),
                named("a negative message id", post("\"message_id\":-4", DATE, CHAT, text())),
                named("a message id as text", post("\"message_id\":\"900\"", DATE, CHAT, text())),
                named("a message id with a fraction", post("\"message_id\":9.5", DATE, CHAT, text())),
                named("no message id", post(DATE, CHAT, text())),
                named("a text that is an object", post(ID, DATE, CHAT, "\"text\":{\"x\":1}")),
                named("a text that is a number", post(ID, DATE, CHAT, "\"text\":1")),
                named("a caption that is a list", post(ID, DATE, CHAT, "\"photo\":[],\"caption\":[\"x\"]")),
                named("a chat without a type", post(ID, DATE, "\"chat\":{\"id\":" + TestBot.S + "}", text())),
                named("a chat without an id", post(ID, DATE, "\"chat\":{\"type\":\"channel\"}", text())),
                named("a chat id as text", post(ID, DATE, "\"chat\":{\"id\":\"@s\",\"type\":\"channel\"}", text())),
                named("a chat that is a text", post(ID, DATE, "\"chat\":\"S\"", text())),
                named("a chat that is null", post(ID, DATE, "\"chat\":null", text())),
                named("no chat", post(ID, DATE, text())),
                named("a date as text", post(ID, "\"date\":\"today\"", CHAT, text())),
                named("a date beyond all calendars", post(ID, "\"date\":9223372036854775807", CHAT, text())),
                named("a date before all calendars", post(ID, "\"date\":-9223372036854775808", CHAT, text())),
                named("a group id that is a number", post(ID, DATE, CHAT, "\"photo\":[],\"media_group_id\":1")),
                named(
                        "a topic as text",
                        post(ID, DATE, CHAT, text(), "\"is_topic_message\":true,\"message_thread_id\":\"x\"")),
                named("a new chat id as text", post(ID, DATE, CHAT, "\"migrate_to_chat_id\":\"x\"")),
                named("a tap that is null", "{\"callback_query\":null}"),
                named("a tap without a number", "{\"callback_query\":{\"from\":{\"id\":1},\"data\":\"x\"}}"),
                named("a tap of nobody", "{\"callback_query\":{\"id\":\"1\",\"data\":\"x\"}}"),
                named(
                        "a tap of a user id as text",
                        "{\"callback_query\":{\"id\":\"1\",\"from\":{\"id\":\"u\"},\"data\":\"x\"}}"),
                named("a post that is null", "{\"channel_post\":null}"),
                named("a post that is a list", "{\"channel_post\":[1,2]}"),
                named("a post that is empty", "{\"channel_post\":{}}"),
                named("a message that is a text", "{\"message\":\"hello\"}"),
                named("an edit without a chat", "{\"edited_message\":{" + ID + "," + DATE + "}}"),
                named("a membership without a status", "{\"my_chat_member\":{" + CHAT + ",\"new_chat_member\":{}}}"),
                named("a membership that is a number", "{\"my_chat_member\":7}"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void p2_what_is_merely_odd_or_new_is_ignored_without_complaint(String update) {
        bot.configure("", S_TO_A);
        bot.telegram.rawUpdate(update);
        bot.telegram.post(TestBot.S, "good");

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "good");
        assertEquals(0, bot.stat("intake", "skipped_undecodable"));
        bot.awaitConfirmed();
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                named("nothing but a number", "{}"),
                named("a kind that nobody knows yet", "{\"telepathy\":{\"from\":{\"id\":1},\"thought\":null}}"),
                named("a kind that is not used", "{\"poll_answer\":{\"poll_id\":\"1\",\"option_ids\":[]}}"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void p2_a_fault_in_a_field_that_is_not_used_costs_nothing(String field) {
        bot.configure("", S_TO_A);
        long id = bot.telegram.draft(TestBot.S).text("with more").place().messageId();
        String update = "{\"update_id\":7," + channelPost("\"message_id\":" + id, DATE, CHAT, text(), field) + "}";
        bot.telegram.on("getUpdates").answer(updates(update));

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "with more");
        assertEquals(0, bot.stat("intake", "skipped_undecodable"));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                named("a quoted message that is nonsense", "\"quote\":[[[1]]]"),
                named("an answered message without an id", "\"reply_to_message\":{\"message_id\":\"x\"}"),
                named(
                        "an answered message with an id beyond 32 bits",
                        "\"reply_to_message\":{\"message_id\":5034460976}"),
                named("a sender who is a text", "\"from\":\"somebody\""),
                named("entities that are none", "\"entities\":{\"a\":1}"),
                named("the same field twice", "\"author_signature\":\"a\",\"author_signature\":\"b\""),
                named("5,000 levels of nesting", "\"later\":" + "[".repeat(5_000) + "]".repeat(5_000)),
                named("a number of 5,000 digits", "\"later\":" + "7".repeat(5_000)),
                named("a field name of 60,000 letters", "\"" + "n".repeat(60_000) + "\":1"),
                named("half an emoji", "\"author_signature\":\"\\ud83d\""));
    }

    @Test
    void p2_a_rich_message_may_be_as_deep_as_can_be_read() {
        bot.configure("", S_TO_A);
        long id = bot.telegram.draft(TestBot.S).text("rich").place().messageId();
        String rich = "\"rich_message\":" + "{\"blocks\":[".repeat(49_000) + "]}".repeat(49_000);
        String update = "{\"update_id\":7," + channelPost("\"message_id\":" + id, DATE, CHAT, rich) + "}";
        bot.telegram.on("getUpdates").answer(updates(update));

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "rich");
        assertEquals(0, bot.stat("intake", "skipped_undecodable"));
    }

    static Stream<Named<String>> noJson() {
        return Stream.of(
                Named.of("a number of 200,000 digits", "\"later\":" + "7".repeat(200_000)),
                Named.of("a depth of 150,000", "\"later\":" + "[".repeat(150_000) + "]".repeat(150_000)),
                Named.of("a text that does not end", "\"later\":\"x"),
                Named.of("no JSON at all", "\"later\":what"));
    }

    // N3
    @ParameterizedTest
    @MethodSource("noJson")
    void n3_an_update_that_is_no_json_is_skipped_by_its_number_within_a_minute(String field) {
        bot.configure("", S_TO_A);
        Answer bad = updates("{\"update_id\":7," + channelPost("\"message_id\":1", DATE, CHAT, text(), field) + "}");
        bot.telegram.on("getUpdates").answer(bad, bad, bad);
        Instant since = bot.time.now();

        bot.startAgain();
        bot.telegram.post(TestBot.S, "the next");
        bot.advanceUntil("the next", () -> bot.telegram.delivered(TestBot.A).size() == 1);

        assertTrue(Duration.between(since, bot.time.now()).compareTo(Duration.ofMinutes(1)) < 0);
        assertEquals(1, bot.stat("intake", "skipped_undecodable"));
        awaitTexts(TestBot.A, "the next");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 99})
    void p2_one_bad_update_of_a_hundred_costs_only_itself(int place) {
        bot.configure("", S_TO_A);
        for (int i = 0; i < 100; i++) {
            if (i == place) {
                bot.telegram.rawUpdate(post("\"message_id\":5034460976", DATE, CHAT, text()));
            } else {
                bot.telegram.post(TestBot.S, "good");
            }
        }

        bot.startAgain();
        bot.advanceUntil("99 messages", () -> bot.telegram.delivered(TestBot.A).size() == 99);

        assertEquals(1, bot.stat("intake", "skipped_undecodable"));
        assertEquals(0, bot.telegram.ledger().doubled());
        assertEquals(0, bot.telegram.ledger().outOfOrder());
    }

    @Test
    void p2_a_hundred_bad_updates_are_confirmed_and_what_follows_arrives() {
        bot.configure("", S_TO_A);
        for (int i = 0; i < 100; i++) {
            bot.telegram.rawUpdate("{\"channel_post\":{}}");
        }
        bot.telegram.post(TestBot.S, "good");

        bot.startAgain();
        bot.awaitDelivered(TestBot.A, 1);

        bot.awaitConfirmed();
        assertEquals(100, bot.stat("intake", "skipped_undecodable"));
        assertEquals(2, bot.stat("intake", "polls"), "nothing came twice");
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000_000_000L, 4_611_686_018_427_387_904L})
    void p2_update_ids_beyond_32_bits_are_confirmed(long updateId) {
        bot.configure("", S_TO_A);
        long id = bot.telegram.draft(TestBot.S).text("late in time").place().messageId();
        bot.telegram.rawUpdate(
                "{\"update_id\":" + updateId + "," + channelPost("\"message_id\":" + id, DATE, CHAT, text()) + "}");

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "late in time");
        bot.awaitConfirmed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "null",
                "\"x\"",
                "[]",
                "{\"update_id\":\"7\"}",
                "{\"update_id\":null}",
                "{\"update_id\":-7}",
                "{\"update_id\":7.5}",
                "{\"update_id\":99999999999999999999999}"
            })
    void p2_an_update_without_a_readable_number_is_skipped_with_the_good_one_beside_it(String bad) {
        bot.configure("", S_TO_A);
        long id = bot.telegram.draft(TestBot.S).text("good").place().messageId();
        String good = "{\"update_id\":8," + channelPost("\"message_id\":" + id, DATE, CHAT, text()) + "}";
        bot.telegram.on("getUpdates").answer(updates(bad, good));

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "good");
        assertEquals(1, bot.stat("intake", "skipped_undecodable"));
        assertEquals(9, bot.telegram.polls().get(1).offset());
    }

    @Test
    void p2_updates_without_any_readable_number_do_not_make_the_bot_spin_or_go_deaf() {
        bot.telegram.on("getUpdates").times(3).answer(updates("{\"update_id\":\"7\"}", "{}"));
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "good");

        bot.awaitLog("without a readable number");
        assertEquals(1, bot.telegram.count("getUpdates"), "it pauses");

        bot.advanceUntil("the message", () -> texts(TestBot.A).equals(List.of("good")));
    }

    /** After a week without updates Telegram may go on with any number, a lower one too. */
    @Test
    void p2_update_ids_that_begin_anew_are_confirmed_by_their_own_numbers() {
        bot.configure("", S_TO_A);
        long first = bot.telegram.draft(TestBot.S).text("before").place().messageId();
        long second = bot.telegram.draft(TestBot.S).text("after").place().messageId();
        bot.telegram
                .on("getUpdates")
                .answer(
                        updates("{\"update_id\":700000000," + channelPost("\"message_id\":" + first, DATE, CHAT, text())
                                + "}"),
                        updates("{\"update_id\":41," + channelPost("\"message_id\":" + second, DATE, CHAT, text())
                                + "}"));

        bot.startAgain();
        bot.fence();

        awaitTexts(TestBot.A, "before", "after");
        assertEquals(
                List.of(0L, 700_000_001L, 42L),
                bot.telegram.polls().stream()
                        .limit(3)
                        .map(poll -> poll.offset())
                        .toList());
    }

    /** A hundred updates of the longest kind must not be what the bot cannot take, whatever the size. */
    @Test
    void p2_an_answer_that_is_too_large_is_asked_for_in_smaller_parts() {
        bot.configure("", S_TO_A);
        String ballast = "x".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            long id = bot.telegram.draft(TestBot.S).text("large").place().messageId();
            bot.telegram.rawUpdate(post("\"message_id\":" + id, DATE, CHAT, text(), "\"later\":\"" + ballast + "\""));
        }

        bot.startAgain();
        bot.advanceUntil("100 messages", () -> bot.telegram.delivered(TestBot.A).size() == 100);

        assertEquals(0, bot.telegram.ledger().doubled());
        assertTrue(bot.telegram.polls().stream().anyMatch(poll -> poll.limit() < 100));
        bot.telegram.post(TestBot.S, "and on");
        bot.fence();
        assertEquals(100, bot.telegram.polls().getLast().limit(), "afterwards it asks for all again");
    }

    private static Arguments named(String name, String update) {
        return Arguments.of(Named.of(name, update));
    }

    private static String text() {
        return "\"text\":\"bad\"";
    }

    private static String post(String... fields) {
        return "{" + channelPost(fields) + "}";
    }

    private static String channelPost(String... fields) {
        return "\"channel_post\":{" + String.join(",", fields) + "}";
    }

    private static Answer updates(String... updates) {
        return Answer.http(200, "application/json", "{\"ok\":true,\"result\":[" + String.join(",", updates) + "]}");
    }
}
