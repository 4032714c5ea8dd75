package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases I2, I4, I6 and L5: the topic General, edits without words or without an end, and a group that moves while nobody looks. */
class OddUpdatesTest extends WithBot {

    private static final long FORUM = -1005000000001L;
    private static final long OLD = -5000000001L;

    @BeforeEach
    void makeForum() {
        telegram.supergroup(FORUM, "Forum");
    }

    @Test
    void i2_topic_1_is_general_whose_messages_have_no_topic() {
        bot.watching(
                "{source: " + FORUM + ", topic: 1, destination: " + A + "}",
                "{source: " + S + ", destination: " + FORUM + ", destination-topic: 1}");
        telegram.draft(FORUM).text("in general").post();
        telegram.draft(FORUM).text("elsewhere").thread(7).post();
        telegram.post(S, "into general");
        bot.awaitDelivered(A, 2);
        bot.settle();
        assertEquals(List.of("in general", "into general"), texts(A), "what was sent there has arrived there too");
        assertEquals(List.of("into general"), texts(FORUM));
        assertEquals(
                0,
                telegram.callsTo(FORUM).stream()
                        .filter(call -> call.parameters().has("message_thread_id"))
                        .count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "location | {\"latitude\":1.0,\"longitude\":2.0,\"live_period\":60}",
                "sticker | {\"file_id\":\"f\",\"file_unique_id\":\"u\",\"type\":\"regular\",\"width\":1,\"height\":1}",
            })
    void i4_an_edit_without_words_makes_no_call(String field, String json) {
        bot.watching("{source: " + S + ", destination: " + A + ", sync-edits: true}");
        var post = telegram.draft(S).with(field, json).post();
        bot.awaitDelivered(A, 1);
        telegram.edit(post, "");
        bot.settle();
        assertEquals(0, telegram.count("editMessageCaption") + telegram.count("editMessageText"));
    }

    @Test
    void l5_of_edits_that_do_not_end_one_is_applied_every_five_seconds() {
        bot.watching("{source: " + S + ", destination: " + A + ", sync-edits: true}");
        var post = telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        for (int second = 1; second <= 20; second++) {
            telegram.edit(post, "edit " + second);
            bot.advance(Duration.ofSeconds(1));
        }
        long meanwhile = telegram.count("editMessageText");
        assertTrue(meanwhile >= 3 && meanwhile <= 5, () -> meanwhile + " calls in 20 s");
        bot.advance(Duration.ofSeconds(3));
        bot.settle();
        assertEquals("edit 20", telegram.delivered(A).getFirst().text());
    }

    @Test
    void i6_the_message_in_the_new_supergroup_is_enough() {
        telegram.group(OLD, "Group");
        bot.watching(copying(OLD, A));
        telegram.draft(FORUM)
                .service("migrate_from_chat_id", Long.toString(OLD))
                .post();
        telegram.post(FORUM, "after the move");
        bot.awaitDelivered(A, 1);
        bot.settle();
        assertEquals(List.of("after the move"), texts(A));
    }

    @Test
    void i2_general_is_one_place_whether_it_is_named_or_not() {
        bot.watching(
                copying(S, B),
                copying(S, FORUM),
                "{source: " + B + ", destination: " + FORUM + ", destination-topic: 1}");
        telegram.post(S, "once");
        bot.awaitDelivered(B, 1);
        bot.awaitDelivered(FORUM, 1);
        bot.settle();
        assertEquals(List.of("once"), texts(FORUM));
    }

    @Test
    void i2_a_repeat_is_one_in_general_too() {
        bot.watching(
                "{source: " + S + ", destination: " + FORUM + ", skip-repeats: true}",
                "{source: " + B + ", destination: " + FORUM + ", destination-topic: 1, skip-repeats: true}");
        telegram.post(S, "news");
        bot.awaitDelivered(FORUM, 1);
        telegram.post(B, "news");
        bot.fence();
        assertEquals(List.of("news"), texts(FORUM));
    }
}
