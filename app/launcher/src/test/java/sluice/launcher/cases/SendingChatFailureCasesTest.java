package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;

/** Chats that cannot be used: they cool down, their messages wait, and nobody else is held up. */
class SendingChatFailureCasesTest extends WithBot {

    private static final long GROUP = -4001L;
    private static final long SUPERGROUP = -1004000000001L;
    private static final long USER = 5001L;
    private static final Duration COOLDOWN = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Answer NOT_FOUND = Answer.error(400, "Bad Request: chat not found");

    /** The ways a chat can shut the bot out. */
    @SuppressWarnings("ImmutableEnumChecker") // method references
    enum Shut {
        KICKED_FROM_CHANNEL(A, Simulator::kick),
        SILENTLY_KICKED_FROM_CHANNEL(A, Simulator::kickSilently),
        KICKED_FROM_SUPERGROUP(SUPERGROUP, Simulator::kick),
        SILENTLY_KICKED_FROM_SUPERGROUP(SUPERGROUP, Simulator::kickSilently),
        KICKED_FROM_GROUP(GROUP, Simulator::kick),
        SILENCED_IN_CHANNEL(A, Simulator::restrict),
        SILENCED_IN_SUPERGROUP(SUPERGROUP, Simulator::restrict),
        BLOCKED_BY_USER(USER, Simulator::block),
        USER_DEACTIVATED(USER, Simulator::deactivate);

        final long chat;

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        final java.util.function.ObjLongConsumer<Simulator> shut;

        Shut(long chat, java.util.function.ObjLongConsumer<Simulator> shut) {
            this.chat = chat;
            this.shut = shut;
        }
    }

    // E4: telegraf/telegraf#1513
    @ParameterizedTest
    @EnumSource
    void e4_a_chat_that_shuts_the_bot_out_cools_down_until_it_lets_it_in_again(Shut way) {
        telegram.supergroup(SUPERGROUP, "supergroup");
        telegram.group(GROUP, "group");
        telegram.user(USER, "user");
        bot.watching(copying(S, way.chat), copying(S, B));
        way.shut.accept(telegram, way.chat);
        bot.settle();
        telegram.post(S, "1");
        telegram.post(S, "2");
        telegram.post(S, "3");
        bot.awaitDelivered(B, 3);
        bot.awaitDelivered(OWNER, 1);
        bot.settle();
        assertEquals(1, callsTo(way.chat));
        assertEquals(1, bot.stat("peer", "failed_peers"));

        // Let in without a word, it is tried when the cooldown ends; with my_chat_member at once.
        telegram.restore(way.chat);
        bot.awaitDelivered(way.chat, 3);
        bot.settle();
        assertEquals(List.of("1", "2", "3"), texts(way.chat));
        assertEquals(4, callsTo(way.chat));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        assertEquals(1, texts(OWNER).size());
        assertTrue(
                texts(OWNER).getFirst().contains(Long.toString(way.chat)),
                texts(OWNER).getFirst());
    }

    // E4: let in without the right to write, nothing has changed
    @Test
    void e4_a_chat_that_lets_the_bot_in_without_the_right_to_write_goes_on_cooling_down() {
        telegram.supergroup(SUPERGROUP, "supergroup");
        bot.watching(copying(S, SUPERGROUP));
        telegram.kick(SUPERGROUP);
        telegram.post(S, "1");
        awaitCallsTo(SUPERGROUP, 1);
        telegram.restrict(SUPERGROUP);
        bot.settle();
        assertEquals(1, callsTo(SUPERGROUP));
        assertEquals(1, bot.stat("peer", "failed_peers"));
    }

    // E4: an owner who has blocked the bot cannot be told of it
    @Test
    void e4_an_owner_who_blocks_the_bot_is_not_told_so_and_gets_everything_when_he_comes_back() {
        bot.watching("{source: " + S + ", destination: me}");
        telegram.block(OWNER);
        bot.settle();
        telegram.post(S, "1");
        telegram.post(S, "2");
        awaitCallsTo(OWNER, 1);
        bot.awaitStat("queue", "pending", count -> count == 2);
        telegram.restore(OWNER);
        bot.awaitDelivered(OWNER, 2);
        bot.settle();
        assertEquals(List.of("1", "2"), texts(OWNER));
    }

    // E5: the Python bot
    @Test
    void e5_a_chat_that_is_not_found_is_called_once_in_each_cooldown_and_then_gets_all_in_order() {
        bot.watching(copying(S, A));
        telegram.on("copyMessage").chat(A).times(2).answer(NOT_FOUND);
        IntStream.rangeClosed(1, 6).forEach(i -> telegram.post(S, "message " + i));
        awaitCallsTo(A, 1);
        bot.advance(COOLDOWN.minus(SECOND));
        assertEquals(1, callsTo(A));
        bot.advance(SECOND);
        awaitCallsTo(A, 2);
        bot.advance(COOLDOWN.minusMillis(1));
        assertEquals(2, callsTo(A));
        bot.awaitStat("queue", "pending", count -> count == 6);

        bot.advance(Duration.ofMillis(1));
        bot.awaitDelivered(A, 6);
        bot.settle();
        assertEquals(List.of("message 1", "message 2", "message 3", "message 4", "message 5", "message 6"), texts(A));
        assertEquals(8, callsTo(A));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        assertEquals(1, texts(OWNER).size());
    }

    // E5: another cooldown, and one that an edit of the configuration cannot take away
    @Test
    void e5_the_cooldown_is_as_long_as_configured() {
        bot.start("peer.retry-cooldown: 5m", copying(S, A));
        telegram.on("copyMessage").chat(A).answer(NOT_FOUND);
        telegram.post(S, "1");
        awaitCallsTo(A, 1);
        bot.advance(Duration.ofMinutes(5).minus(SECOND));
        assertEquals(1, callsTo(A));
        bot.advance(SECOND);
        bot.awaitDelivered(A, 1);
    }

    // E5: the owner hears of each outage once
    @Test
    void e5_the_owner_is_told_again_only_when_the_chat_has_worked_in_between() {
        bot.watching(copying(S, A));
        telegram.on("copyMessage").chat(A).times(3).answer(NOT_FOUND);
        telegram.post(S, "1");
        awaitCallsTo(A, 1);
        pass(COOLDOWN.multipliedBy(3), Duration.ofSeconds(30));
        assertEquals(List.of("1"), texts(A));
        assertEquals(1, texts(OWNER).size());

        telegram.on("copyMessage").chat(A).answer(NOT_FOUND);
        telegram.post(S, "2");
        awaitCallsTo(A, 5);
        bot.awaitDelivered(OWNER, 2);
        assertEquals(1, bot.stat("peer", "failed_peers"));
    }

    // E5: one dead chat must not fill the queue
    @Test
    void e5_more_than_a_hundred_waiting_messages_become_dead_letters_at_once() {
        bot.watching(copying(S, A), copying(S, B));
        telegram.on("copyMessage").chat(A).answer(NOT_FOUND);
        for (int i = 0; i < 105; i += 15) {
            post(i + 1, i + 15);
        }
        assertEquals(1, callsTo(A));
        assertEquals(105, texts(B).size());
        bot.awaitStat("queue", "pending", count -> count == 100);
        assertEquals(5, bot.stat("queue", "dead_letters"));
        assertEquals(5, bot.stat("worker", "failed"));
        bot.awaitLog("chat " + A + ": 5 messages are dead letters, since 100 wait for it already");

        bot.time.advance(COOLDOWN);
        bot.advanceUntil("all that waited to arrive", () -> texts(A).size() == 100);
        assertEquals("message 1", texts(A).getFirst());
        assertEquals("message 100", texts(A).getLast());
        assertEquals(5, bot.stat("queue", "dead_letters"));
    }

    /** Posts that come by one poll. */
    private void post(int first, int last) {
        telegram.flood(List.of(S), last - first + 1L, index -> "message " + (first + index));
        bot.settle();
        bot.advance(Duration.ofMillis(1));
    }

    // E5: a chat that failed for a day
    @Test
    void e5_a_chat_that_failed_for_24_hours_has_its_messages_made_dead_letters() {
        // So that none of them is just being tried again when the day is over.
        bot.start("peer.retry-cooldown: 1h", copying(S, A));
        telegram.on("copyMessage").chat(A).always().answer(NOT_FOUND);
        IntStream.rangeClosed(1, 3).forEach(i -> telegram.post(S, "message " + i));
        awaitCallsTo(A, 1);
        leap(Duration.ofHours(24).minus(Duration.ofMinutes(1)));
        assertEquals(0, bot.stat("queue", "dead_letters"));
        bot.awaitStat("queue", "pending", count -> count == 3);
        leap(Duration.ofMinutes(6));
        bot.awaitStat("queue", "dead_letters", left -> left == 3);
        bot.awaitStat("queue", "pending", count -> count == 0);
        assertEquals(0, bot.stat("peer", "failed_peers"));

        // The next one is tried as if nothing had happened.
        telegram.clearFaults();
        telegram.post(S, "message 4");
        bot.awaitDelivered(A, 1);
        assertEquals(List.of("message 4"), texts(A));
    }

    // E5: the one that is just being tried when the others are given up goes with them
    @Test
    void e5_a_message_that_is_being_tried_when_its_chat_has_failed_for_too_long_does_not_wait_as_long_again() {
        CountDownLatch answer = new CountDownLatch(1);
        bot.start("peer: {retry-cooldown: 50s, cleanup-age: 5m}", copying(S, A));
        telegram.kickSilently(A);
        telegram.on("copyMessage").chat(A).skip(6).answer(Answer.heldBy(answer));
        // Failures are 50 s apart: the first 10 s after the start, and the seventh call 10 s after the cleanup age.
        bot.advance(Duration.ofSeconds(285));
        telegram.post(S, "message 1");
        telegram.post(S, "message 2");
        awaitCallsTo(A, 1);
        pass(Duration.ofSeconds(300), Duration.ofSeconds(10));
        assertEquals(7, callsTo(A));
        pass(Duration.ofSeconds(20), Duration.ofSeconds(5));
        bot.awaitStat("queue", "dead_letters", count -> count == 1);
        assertEquals(1, bot.stat("queue", "pending"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        answer.countDown();
        bot.awaitStat("queue", "dead_letters", count -> count == 2);
        assertEquals(0, bot.stat("queue", "pending"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        assertEquals(2, bot.count("(CHAT_UNUSABLE): for too long") + bot.count("failed for too long"), bot::log);
    }

    /** Moves time far on at once. A poll that is cut off by that comes again after a moment. */
    private void leap(Duration far) {
        bot.time.advance(far);
        telegram.post(B, "nobody watches this");
        bot.advanceUntil("polling to go on", () -> telegram.pendingUpdates() == 0);
        bot.settle();
    }

    // E6: aahnik/tgcf live.py
    @Test
    void e6_trying_a_failed_chat_again_never_sends_to_the_others_again() {
        bot.watching(copying(S, A), copying(S, B));
        telegram.on("copyMessage")
                .chat(A)
                .times(3)
                .answer(Answer.error(403, "Forbidden: bot was kicked from the channel chat"));
        telegram.post(S, "1");
        awaitCallsTo(A, 1);
        assertEquals(List.of("1"), texts(B));
        pass(COOLDOWN.multipliedBy(3), Duration.ofSeconds(15));
        assertEquals(List.of("1"), texts(A));
        assertEquals(List.of("1"), texts(B));
        assertEquals(4, callsTo(A));
        assertEquals(1, callsTo(B));
    }

    // E6: two watches to the same chat are two watches, and each waits with its own
    @Test
    void e6_both_watches_of_a_failed_chat_send_once_when_it_works() {
        bot.watching(copying(S, A), forwarding(S, A));
        telegram.onAny().chat(A).answer(NOT_FOUND);
        telegram.post(S, "1");
        awaitCallsTo(A, 1);
        bot.advance(COOLDOWN);
        bot.awaitDelivered(A, 2);
        bot.settle();
        assertEquals(List.of("1", "1"), texts(A));
        assertEquals(3, callsTo(A));
    }

    // E4, E5: a source that shuts the bot out must not be held against the destination
    @ParameterizedTest
    @EnumSource(names = {"KICKED_FROM_CHANNEL", "SILENTLY_KICKED_FROM_CHANNEL", "SILENTLY_KICKED_FROM_SUPERGROUP"})
    void e4_a_source_that_shuts_the_bot_out_does_not_stop_its_destination(Shut way) {
        telegram.supergroup(SUPERGROUP, "supergroup");
        bot.watching(
                "{source: " + way.chat + ", destination: " + B + ", delay: 10s}",
                "{source: " + S + ", destination: " + B + ", delay: 10s}");
        telegram.post(way.chat, "1");
        telegram.post(way.chat, "2");
        telegram.post(S, "3");
        bot.settle();
        way.shut.accept(telegram, way.chat);
        bot.advance(Duration.ofSeconds(10));
        bot.awaitDelivered(B, 1);
        bot.awaitDelivered(OWNER, 1);
        bot.settle();
        assertEquals(List.of("3"), texts(B));
        assertEquals(2, bot.stat("queue", "dead_letters"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        assertEquals(1, texts(OWNER).size());
        assertTrue(
                texts(OWNER).getFirst().contains(Long.toString(way.chat)),
                texts(OWNER).getFirst());
    }
}
