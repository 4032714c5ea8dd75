package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** What people are told unasked: once, and with a button that helps. */
class NoticesTest extends WithBot {

    private static final String AGAIN = "🔁 Retry now";
    private static final String PAUSE = "⏸ Pause watch";
    private static final String PAUSE_ALL = "⏸ Pause all watches to it";
    private static final String FAILED = "📋 Show dead letters";

    /** What comes soon after a notice waits for what else may come. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Answer KICKED = Answer.error(403, "Forbidden: bot was kicked from the channel chat");

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    /** A watch that can be paused, made in the chat. */
    private void make(long source, long destination) {
        owner.says("/watch").taps("➕ New watch").says(Long.toString(source)).says(Long.toString(destination));
        owner.taps("✅ Save");
    }

    private int told() {
        return texts(OWNER).size();
    }

    @Test
    void a_chat_that_became_unreachable_is_told_once_and_tried_again_by_a_button() {
        bot.start("");
        make(S, A);
        int before = told();
        telegram.on("copyMessage").chat(A).always().answer(KICKED);
        for (int i = 1; i <= 3; i++) {
            telegram.post(S, "post " + i);
        }
        bot.fence();
        bot.advance(Duration.ofMinutes(10));
        assertEquals(before + 1, told());
        owner.assertShows("⚠️ I cannot write to A (" + A + "): Forbidden: bot was kicked from the channel chat.");
        assertEquals(List.of(List.of(AGAIN), List.of(PAUSE_ALL)), owner.buttons());
        telegram.clearFaults();
        int calls = callsTo(A);
        owner.taps(AGAIN);
        assertEquals("Retrying now.", owner.note());
        awaitTexts(A, "post 1", "post 2", "post 3");
        assertEquals(calls + 3, callsTo(A));
        owner.taps(AGAIN);
        assertEquals("No messages wait for this chat, so there is nothing to retry.", owner.note());
    }

    @Test
    void when_it_fails_again_after_the_button_that_is_told_again() {
        bot.start("");
        make(S, A);
        int before = told();
        telegram.kickSilently(A);
        telegram.post(S, "post");
        bot.advanceUntil("the notice", () -> told() > before);
        owner.taps(AGAIN);
        bot.fence();
        bot.advance(SOON);
        assertEquals(before + 2, told());
        owner.assertShows("I cannot write to A");
        owner.taps(PAUSE_ALL);
        assertEquals("Watches paused: 1. Resume them under /watch.", owner.note());
        owner.taps(PAUSE_ALL);
        assertEquals("There is nothing left to pause.", owner.note());
        bot.advance(Duration.ofMinutes(2));
        assertEquals(before + 2, told());
        owner.says("/watch");
        assertEquals(List.of("⏸ S → A"), owner.buttons().get(1));
    }

    @Test
    void content_that_is_protected_is_told_once_and_its_watch_paused_by_a_button_after_a_restart_too() {
        bot.start("");
        make(S, A);
        int before = told();
        telegram.protect(S);
        telegram.post(S, "one");
        telegram.post(S, "two");
        bot.fence();
        assertEquals(before + 1, told());
        owner.assertShows("protects its content");
        assertEquals(List.of(List.of(PAUSE)), owner.buttons());
        stopBot();
        bot.startAgain();
        owner.taps(PAUSE);
        assertEquals("Watches paused: 1. Resume them under /watch.", owner.note());
        telegram.post(S, "three");
        bot.fence();
        assertEquals(before + 1, told());
    }

    @Test
    void a_watch_of_the_configuration_file_cannot_be_paused_and_that_is_said() {
        bot.start("", S_TO_A);
        telegram.protect(S);
        telegram.post(S, "one");
        bot.fence();
        owner.assertShows("This watch is in the configuration file. It can only be changed there.");
        assertEquals(List.of(), owner.buttons());
    }

    @Test
    void a_source_that_removes_the_bot_is_told_once_for_each_watch_until_it_is_back() {
        bot.start("");
        make(S, A);
        int before = told();
        telegram.kick(S);
        bot.fence();
        assertEquals(before + 1, told());
        owner.assertShows("⚠️ I am no longer a member of S (" + S + "), so the watch to A (" + A + ") gets nothing");
        assertEquals(List.of(List.of(PAUSE)), owner.buttons());
        telegram.restore(S);
        telegram.kick(S);
        bot.fence();
        bot.advance(SOON);
        assertEquals(before + 2, told());
        owner.taps(PAUSE);
        telegram.restore(S);
        telegram.kick(S);
        bot.fence();
        bot.advance(SOON.multipliedBy(4));
        assertEquals(before + 2, told(), "a paused watch has nothing to say");
    }

    @Test
    void a_topic_that_is_gone_is_told_once_with_a_way_to_what_failed() {
        bot.start("");
        make(S, A);
        int before = told();
        telegram.on("copyMessage").chat(A).times(2).answer(Answer.error(400, "Bad Request: message thread not found"));
        telegram.post(S, "one");
        telegram.post(S, "two");
        bot.fence();
        assertEquals(before + 1, told());
        owner.assertShows("⚠️ The watch from S (" + S + ") sends to a topic in A (" + A + ") that no longer exists");
        assertEquals(List.of(List.of(FAILED), List.of(PAUSE)), owner.buttons());
        owner.taps(FAILED);
        bot.settle();
        owner.assertShows("Dead letters: 2");
        assertEquals(before + 2, told(), "the notice stays");
        owner.taps("🔁 Retry all");
        awaitTexts(A, "one", "two");
    }

    @Test
    void the_notices_are_chinese_for_whoever_was_seen_with_a_chinese_telegram() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto", S_TO_A);
        owner.says("/help");
        telegram.on("copyMessage").chat(A).answer(KICKED);
        telegram.post(S, "post");
        bot.fence();
        owner.assertShows("⚠️ 无法发送到 " + A);
        assertEquals(List.of(List.of("🔁 立即重试")), owner.buttons());
        owner.taps("🔁 立即重试");
        assertEquals("正在重试。", owner.note());
        awaitTexts(A, "post");
    }

    @Test
    void a_full_queue_that_skips_messages_is_told_once_with_the_chat_that_holds_it_up() {
        telegram.on("copyMessage").chat(A).always().answer(Answer.floodWait(3000));
        bot.start("modules: {queue: bounded}\nqueue: {max-size: 9, when-full: drop}", S_TO_A);
        LongStream.range(0, 30).forEach(i -> telegram.post(S, "post " + i));
        bot.awaitConfirmed();
        bot.awaitStat("intake", "skipped_queue_full", dropped -> dropped >= 20);
        bot.awaitDelivered(OWNER, 1);
        pass(Duration.ofMinutes(40), Duration.ofMinutes(1));
        telegram.post(S, "more");
        bot.awaitConfirmed();
        assertEquals(1, told());
        owner.assertShows("⚠️ The message queue is full. Messages are skipped");
        owner.assertShows("Most messages wait for " + A);
        assertEquals(List.of(List.of(AGAIN)), owner.buttons());
    }

    @Test
    void a_full_queue_that_waits_is_told_when_it_lasts_and_its_buttons_work_when_there_is_room() {
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(300));
        bot.start("language: zh\nmodules: {queue: bounded}\nqueue: {max-size: 9}", S_TO_A);
        LongStream.range(0, 30).forEach(i -> telegram.post(S, "post " + i));
        bot.awaitLog("消息队列已满");
        pass(Duration.ofSeconds(25), Duration.ofSeconds(5));
        assertEquals(0, told());
        pass(Duration.ofSeconds(10), Duration.ofSeconds(5));
        bot.awaitDelivered(OWNER, 1);
        owner.assertShows("⚠️ 消息队列已满。不会丢失任何消息");
        assertTrue(owner.text().contains("等待最多的是 " + A + "：9 条。"), owner.text());
        bot.advanceUntil("all", () -> texts(A).size() == 30);
        owner.taps("🔁 立即重试");
        assertEquals("没有消息在等待这个聊天，无需重试。", owner.note());
        assertEquals(1, told());
    }

    @Test
    void a_button_for_a_chat_or_watch_that_is_none_of_ours_does_nothing() {
        bot.start("", S_TO_A);
        owner.says("/help");
        long message = owner.shown().messageId();
        owner.sends(message, "n:again:" + C);
        assertEquals("This watch no longer exists.", owner.note());
        owner.sends(message, "n:again:x");
        assertTrue(owner.note().startsWith("This button is no longer active"), owner.note());
        owner.sends(message, "n:pause:zzz");
        assertEquals("There is nothing left to pause.", owner.note());
        owner.sends(message, "n:pause-all:" + A);
        assertEquals("There is nothing left to pause.", owner.note());
        owner.sends(message, "n:what");
        assertTrue(owner.note().startsWith("This button is no longer active"), owner.note());
    }
}
