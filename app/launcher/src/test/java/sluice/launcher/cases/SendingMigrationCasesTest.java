package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** Groups that become supergroups, and so get another id. */
class SendingMigrationCasesTest extends WithBot {

    private static final long GROUP = -4001L;
    private static final long SUPERGROUP = -1004000000001L;
    private static final long NEXT = -1004000000002L;

    @BeforeEach
    void makeGroups() {
        telegram.group(GROUP, "group");
        telegram.supergroup(SUPERGROUP, "supergroup");
        telegram.supergroup(NEXT, "supergroup again");
    }

    // E3: TwiN/gatus#179
    @Test
    void e3_a_destination_that_answers_with_its_new_id_gets_the_message_once_and_is_called_by_it_from_then_on() {
        bot.watching(copying(S, GROUP));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(SUPERGROUP));
        telegram.post(S, "first");
        bot.awaitDelivered(SUPERGROUP, 1);
        telegram.post(S, "second");
        bot.awaitDelivered(SUPERGROUP, 2);
        bot.settle();

        assertEquals(List.of("first", "second"), texts(SUPERGROUP));
        assertEquals(1, callsTo(GROUP));
        assertEquals(0, bot.stat("worker", "failed"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
    }

    // E3: what waits for the old id arrives at the new one, in its order
    @Test
    void e3_the_messages_that_wait_for_the_old_id_arrive_at_the_new_one_in_order() {
        bot.watching(copying(S, GROUP), copying(A, GROUP));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.floodWait(10), Answer.migrateTo(SUPERGROUP));
        telegram.post(S, "1");
        awaitCallsTo(GROUP, 1);
        telegram.post(A, "2");
        telegram.post(S, "3");
        bot.settle();
        bot.advance(Duration.ofSeconds(10));
        bot.awaitDelivered(SUPERGROUP, 3);
        telegram.post(A, "4");
        bot.awaitDelivered(SUPERGROUP, 4);
        bot.settle();
        assertEquals(List.of("1", "2", "3", "4"), texts(SUPERGROUP));
        assertEquals(2, callsTo(GROUP));
    }

    // E3: MrMissx/Telegram_Forwarder#68
    @Test
    void e3_a_source_that_tells_its_new_id_is_watched_by_it_and_the_service_message_is_not_forwarded() {
        bot.watching(copying(GROUP, A), forwarding(GROUP, B));
        telegram.post(GROUP, "before");
        bot.awaitDelivered(A, 1);
        bot.awaitDelivered(B, 1);
        telegram.migrate(GROUP, NEXT + 100);
        telegram.post(NEXT + 100, "after");
        bot.awaitDelivered(A, 2);
        bot.awaitDelivered(B, 2);
        bot.settle();
        assertEquals(List.of("before", "after"), texts(A));
        assertEquals(List.of("before", "after"), texts(B));
        assertEquals(1, bot.stat("intake", "skipped_service"));
    }

    // E3: a chat that is a source and a destination is rewritten in both places
    @Test
    void e3_a_chat_in_the_middle_of_a_chain_is_rewritten_as_destination_and_as_source() {
        bot.watching(copying(S, GROUP), copying(GROUP, A));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(SUPERGROUP));
        telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        telegram.post(SUPERGROUP, "second");
        bot.awaitDelivered(A, 2);
        bot.settle();
        assertEquals(List.of("first", "second"), texts(A));
        assertEquals(List.of("first"), texts(SUPERGROUP));
    }

    // E3: the update may come before the answer
    @Test
    void e3_a_destination_whose_move_is_told_by_an_update_is_not_called_by_its_old_id_again() {
        bot.watching(copying(S, GROUP));
        telegram.migrate(GROUP, NEXT + 100);
        bot.settle();
        telegram.post(S, "first");
        bot.awaitDelivered(NEXT + 100, 1);
        assertEquals(0, callsTo(GROUP));
    }

    // E3: the configuration still names the old id, and a chat may move more than once
    @Test
    void e3_moves_stay_known_when_the_edited_configuration_is_read_again() {
        bot.watching(copying(S, GROUP));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(SUPERGROUP));
        telegram.on("copyMessage").chat(SUPERGROUP).answer(Answer.migrateTo(NEXT));
        telegram.post(S, "first");
        bot.awaitDelivered(NEXT, 1);
        bot.settle();

        bot.configure("", copying(S, GROUP), copying(S, B));
        bot.advanceUntil(
                "the edited configuration to be read", () -> bot.log().contains("the edited configuration is in use"));
        telegram.post(S, "second");
        bot.awaitDelivered(B, 1);
        bot.settle();
        assertEquals(List.of("first", "second"), texts(NEXT));
        assertEquals(1, callsTo(GROUP));
        assertEquals(1, callsTo(SUPERGROUP));
    }

    // E3: what waited for the old id
    @Test
    void e3_messages_that_wait_for_a_moved_chat_arrive_after_a_restart() {
        bot.watching(copying(S, GROUP));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(SUPERGROUP));
        telegram.on("copyMessage").chat(SUPERGROUP).answer(Answer.floodWait(60));
        telegram.post(S, "1");
        awaitCallsTo(SUPERGROUP, 1);
        telegram.post(S, "2");
        bot.settle();
        stopBot();

        bot.startAgain();
        bot.advance(Duration.ofSeconds(60));
        bot.awaitDelivered(SUPERGROUP, 2);
        assertEquals(List.of("1", "2"), texts(SUPERGROUP));
        assertEquals(1, callsTo(GROUP));
    }

    // E3: an answer that leads nowhere must not be followed for ever
    @Test
    void e3_a_chat_that_moves_to_where_it_is_makes_a_dead_letter() {
        bot.watching(copying(S, GROUP));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(GROUP));
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.awaitDelivered(GROUP, 1);
        bot.settle();
        assertEquals(List.of("second"), texts(GROUP));
        assertEquals(2, callsTo(GROUP));
        bot.awaitLog(deadLetter(GROUP, "MESSAGE_UNUSABLE"));
    }

    // E3: the same over a detour
    @Test
    void e3_chats_that_move_in_a_circle_make_a_dead_letter() {
        bot.watching(copying(S, GROUP));
        telegram.on("copyMessage").chat(GROUP).always().answer(Answer.migrateTo(SUPERGROUP));
        telegram.on("copyMessage").chat(SUPERGROUP).always().answer(Answer.migrateTo(NEXT));
        telegram.on("copyMessage").chat(NEXT).always().answer(Answer.migrateTo(GROUP));
        telegram.post(S, "first");
        bot.awaitLog("(MESSAGE_UNUSABLE)");
        bot.settle();
        assertEquals(3, callsTo(GROUP) + callsTo(SUPERGROUP) + callsTo(NEXT));
        assertEquals(1, bot.stat("queue", "dead_letters"));
    }

    // E3: where a source has moved, no answer may send its messages there
    @Test
    void e3_an_answer_about_the_source_does_not_move_the_destination() {
        bot.watching("{source: " + GROUP + ", destination: " + A + ", delay: 10s}");
        telegram.post(GROUP, "before");
        bot.settle();
        telegram.migrate(GROUP, NEXT + 100);
        bot.settle();
        telegram.on("copyMessage").chat(A).answer(Answer.migrateTo(NEXT + 100));
        bot.advance(Duration.ofSeconds(10));
        bot.settle();
        assertEquals(List.of(), texts(NEXT + 100));
        bot.awaitLog(deadLetter(A, "MESSAGE_UNUSABLE"));

        telegram.post(NEXT + 100, "after");
        bot.settle();
        bot.advance(Duration.ofSeconds(10));
        bot.awaitDelivered(A, 1);
        assertEquals(List.of("after"), texts(A));
    }

    // E3, C9: a destination that becomes a chat on the message's way
    @Test
    void e3_a_message_does_not_come_back_because_its_destination_became_its_source() {
        bot.watching(copying(S, GROUP));
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(S));
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.settle();
        assertEquals(List.of(), texts(S));
        assertEquals(1, callsTo(GROUP));
        assertEquals(0, callsTo(S));
        assertEquals(2, bot.stat("intake", "skipped_loop"));
    }
}
