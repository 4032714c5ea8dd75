package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;

/** Cases L2, L3, L10, N6 and T7: answers that say less, or something else, than what is to be expected. */
class OddAnswersTest extends WithBot {

    private static Answer ok(String result) {
        return Answer.http(200, "application/json", "{\"ok\":true,\"result\":" + result + "}");
    }

    private void album() {
        telegram.album(S, "g", "one", "two", "three", "four");
        bot.settle();
        bot.advance(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"message_id\":11},{\"message_id\":12},{\"message_id\":13}] | 3 of the 4 members have arrived",
                "[{\"message_id\":11}] | 1 of the 4 members have arrived",
                "[] | none of the 4 members could be copied"
            })
    void l2_an_album_that_arrives_in_part_is_counted_and_listed(String result, String told) {
        bot.start("", S_TO_A);
        telegram.on("copyMessages").times(1).answer(ok(result));
        album();
        bot.awaitLog(told);
        assertEquals(4, bot.stat("queue", "dead_letters"));
        assertEquals(1, telegram.count("copyMessages"));
    }

    @Test
    void l2_where_one_id_cannot_be_read_none_is_remembered() {
        bot.start("", "{source: " + S + ", destination: " + A + ", sync-edits: true}");
        telegram.on("copyMessages")
                .times(1)
                .answer(ok("[{\"message_id\":11},{\"message_id\":\"odd\"},{\"message_id\":13},{\"message_id\":14}]"));
        album();
        bot.settle();
        assertEquals(0, bot.stat("queue", "dead_letters"));
        assertEquals(1, telegram.count("copyMessages"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: message caption is too long",
                "Bad Request: message to be replied not found",
                "Bad Request: REPLY_MESSAGE_ID_INVALID"
            })
    void l3_what_is_refused_as_an_answer_is_sent_without_being_one(String refusal) {
        bot.start("", S_TO_A);
        var first = telegram.post(S, "question");
        bot.awaitDelivered(A, 1);
        telegram.on("copyMessage")
                .matching(call -> call.has("reply_parameters"))
                .always()
                .answer(Answer.error(400, refusal));
        telegram.draft(S).text("answer").replyTo(first.messageId()).post();
        bot.awaitDelivered(A, 2);
        Delivered answer = telegram.delivered(A).getLast();
        assertEquals(0, answer.replyTo());
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void l10_a_copy_that_is_not_there_yet_is_sent_and_cannot_be_answered() {
        bot.start("", S_TO_A);
        telegram.on("copyMessage").times(1).answer(ok("{\"message_id\":0}"));
        var first = telegram.post(S, "scheduled");
        bot.settle();
        telegram.draft(S).text("answer").replyTo(first.messageId()).post();
        bot.awaitDelivered(A, 1);
        assertEquals(List.of("answer"), texts(A));
        assertEquals(0, telegram.delivered(A).getFirst().replyTo());
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @ParameterizedTest
    @CsvSource({"401, Unauthorized", "404, Not Found", "400, Logged out"})
    void n6_one_odd_answer_to_a_send_ends_nothing(int code, String description) {
        bot.start("", S_TO_A);
        telegram.on("copyMessage").times(1).answer(Answer.error(code, description));
        telegram.post(S, "text");
        bot.advanceUntil("the copy", () -> telegram.delivered(A).size() == 1);
        assertFalse(bot.ended());
    }

    @Test
    void n6_what_get_me_says_too_is_believed_and_told() {
        bot.start("", S_TO_A);
        bot.settle();
        telegram.on("getMe").always().answer(Answer.error(401, "Unauthorized"));
        telegram.on("copyMessage").always().answer(Answer.error(401, "Unauthorized"));
        telegram.post(S, "text");
        bot.advanceUntil("the end", bot::ended);
        assertEquals(3, bot.exitCode());
        assertTrue(bot.count("Telegram rejects the token: Unauthorized") >= 1, bot::log);
    }

    @ParameterizedTest
    @CsvSource({"302", "500", "503"})
    void t7_ok_with_a_status_that_is_none_counts_as_a_failed_try(int status) {
        bot.start("", S_TO_A);
        telegram.on("copyMessage")
                .times(1)
                .answer(Answer.http(status, "application/json", "{\"ok\":true,\"result\":{\"message_id\":5}}"));
        telegram.post(S, "text");
        bot.advanceUntil("the copy", () -> telegram.delivered(A).size() == 1);
        assertEquals(1, bot.stat("worker", "retried"));
    }

    @Test
    void t7_no_chat_moves_to_chat_0() {
        bot.start("", S_TO_A);
        telegram.on("copyMessage").times(1).answer(Answer.migrateTo(0));
        telegram.post(S, "text");
        bot.settle();
        assertEquals(0, bot.count("has become 0"));
        assertEquals(1, bot.count("cannot be used"));
    }
}
