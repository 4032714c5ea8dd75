package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Delivered;
import sluice.simulator.Post;
import sluice.simulator.Via;

/** Watches that are made in the chat, from the first tap to the message that they deliver. */
class WatchDialogTest extends WithBot {

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    @Test
    void a_watch_is_made_with_a_forwarded_post_and_a_name_and_delivers_at_once() {
        telegram.username(A, "archive_a");
        bot.start("");
        owner.says("/watch");
        owner.assertShows("Watches: 1");
        owner.taps("➕ New watch");
        owner.assertShows("Which chat should I watch?");
        owner.forwards(telegram.post(S, "an old post"), "an old post");
        owner.assertShows("Where should I send the messages?");
        owner.says("@archive_a");
        owner.assertShows("📝 New watch, not saved yet\nFrom: S " + S + "\nTo: A " + A + "\nMode: copy");
        telegram.post(S, "before it is saved");
        owner.taps("Blacklist");
        owner.says("spam\n  two words  \n\nSPÄTER");
        owner.assertShows("1. spam\n2. two words\n3. SPÄTER");
        owner.taps("‹ Back");
        owner.assertShows("Blacklist (3): spam, two words, SPÄTER");
        owner.taps("✅ Save");
        assertEquals("Saved. The watch is active.", owner.note());
        owner.assertShows("▶️ Watch\n");

        telegram.post(S, "buy SPAM");
        telegram.post(S, "später");
        telegram.post(S, "news");
        bot.fence();
        awaitTexts(A, "news");
        assertEquals(Via.COPIED, telegram.delivered(A).getFirst().via());

        stopBot();
        bot.startAgain();
        telegram.post(S, "more news");
        awaitTexts(A, "news", "more news");
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto");
        owner.says("/watch");
        owner.assertShows("监听：1 个");
        owner.taps("➕ 新建监听");
        owner.assertShows("要监听哪个聊天？");
        owner.says("nonsense");
        owner.assertShows("⚠️ 我在这条消息中找不到聊天。");
        owner.forwards(telegram.post(S, "旧消息"), "旧消息");
        owner.assertShows("消息发到哪里？");
        owner.taps("发给我");
        owner.assertShows("📝 新监听，尚未保存\n来源： S " + S + "\n目标： 与所有者的私聊 " + OWNER + "\n模式：复制");
        owner.taps("白名单正则");
        owner.says("(?=x)");
        owner.assertShows("⚠️ (?=x) 不能使用：不支持环视、反向引用等写法，因为它们无法在线性时间内匹配，位于第 1 个字符。没有添加任何内容。");
        owner.says("新闻|消息");
        owner.taps("‹ 返回");
        owner.taps("✅ 保存");
        assertEquals("已保存，监听已生效。", owner.note());

        telegram.post(S, "广告");
        telegram.post(S, "今天的新闻");
        bot.fence();
        assertEquals("今天的新闻", owner.text());
        owner.says("/watch");
        assertEquals(List.of("▶️ S → 我"), owner.buttons().get(1));
    }

    @Test
    void chats_are_chosen_from_the_users_own_list_whose_buttons_go_away_afterwards() {
        bot.start("");
        owner.says("/watch");
        assertEquals(List.of(), telegram.keyboard(OWNER));
        owner.taps("➕ New watch");
        assertEquals(List.of("📢 Choose a channel", "👥 Choose a group"), telegram.keyboard(OWNER));
        owner.chooses("📢 Choose a channel", S);
        owner.assertShows("Where should I send the messages?");
        assertEquals(2, telegram.keyboard(OWNER).size());
        owner.chooses("📢 Choose a channel", A);
        owner.assertShows("From: S " + S + "\nTo: A " + A);
        assertEquals(List.of(), telegram.keyboard(OWNER));
        owner.taps("✅ Save").taps("Source");
        assertEquals(2, telegram.keyboard(OWNER).size());
        owner.says("/cancel");
        assertEquals(List.of(), telegram.keyboard(OWNER));
        telegram.post(S, "news");
        awaitTexts(A, "news");
    }

    @Test
    void a_chat_that_is_chosen_when_the_dialog_is_over_is_offered_and_the_buttons_go_away() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch");
        stopBot();
        bot.startAgain();
        owner.chooses("📢 Choose a channel", S);
        owner.assertShows("Watch this?");
        assertEquals(List.of(), telegram.keyboard(OWNER));
    }

    @Test
    void several_destinations_become_a_watch_each() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S));
        owner.says(A + "\n@nobody_here\n" + B);
        owner.assertShows("⚠️ I cannot see @nobody_here");
        owner.says(A + "\n" + B + "\nme\n" + A);
        owner.assertShows("To: A " + A + "\n+ B " + B + "\n+ owner " + OWNER);
        owner.taps("Blacklist").says("spam").taps("‹ Back").taps("✅ Save");
        assertEquals("Saved. 3 watches are active.", owner.note());
        owner.assertShows("Watches: 4");
        telegram.post(S, "spam");
        telegram.post(S, "news");
        bot.fence();
        assertEquals(List.of("news"), texts(A));
        assertEquals(List.of("news"), texts(B));
        assertEquals("news", owner.text());
    }

    @Test
    void several_sources_become_a_watch_each_and_no_more_than_twenty() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(S + "\n" + B);
        owner.says(A + "\n" + C).taps("Destination").says(Long.toString(A));
        owner.assertShows("From: S " + S + "\n+ B " + B + "\nTo: A " + A + "\nMode");
        owner.taps("✅ Save");
        assertEquals("Saved. 2 watches are active.", owner.note());
        telegram.post(S, "from S");
        telegram.post(B, "from B");
        bot.fence();
        assertEquals(List.of("from S", "from B"), texts(A));
        owner.says("/watch").taps("➕ New watch").says((S + "\n").repeat(21));
        owner.assertShows("⚠️ At most 20 watches can be made at once.");
    }

    @Test
    void chats_are_named_by_links_and_ids_too() {
        telegram.username(S, "source_s");
        bot.start("");
        make("https://t.me/source_s/12", Long.toString(A));
        make("t.me/c/" + Long.toString(S).substring(4) + "/7/12?single", Long.toString(B));
        make("https://t.me/s/source_s", "me");
        telegram.post(S, "news");
        bot.fence();
        assertEquals(List.of("news"), texts(A));
        assertEquals(List.of("news"), texts(B));
        assertEquals("news", owner.text());
    }

    @Test
    void a_watch_that_extracts_asks_for_its_patterns_first() {
        bot.start("");
        begin(Long.toString(S), Long.toString(A));
        owner.taps("Mode");
        assertEquals("✓ copy", owner.buttons().getFirst().getFirst());
        owner.taps("extract matches");
        owner.assertShows("In extract mode");
        owner.says("#\\w+");
        owner.taps("‹ Back");
        owner.assertShows("Mode: extract");
        owner.taps("✅ Save");
        telegram.post(S, "good #news and #more");
        telegram.post(S, "nothing");
        bot.fence();
        awaitTexts(A, "#news\n#more");
    }

    @Test
    void a_watch_that_forwards_shows_the_origin() {
        bot.start("");
        begin(Long.toString(S), Long.toString(A));
        owner.taps("Mode").taps("forward (shows the source)").taps("✅ Save");
        telegram.post(S, "news");
        bot.fence();
        assertEquals(
                List.of(Via.FORWARDED),
                telegram.delivered(A).stream().map(Delivered::via).toList());
    }

    @Test
    void what_is_no_chat_for_a_watch_is_refused_with_the_reason_and_asked_again() {
        telegram.user(9001L, "somebody");
        bot.start("");
        owner.says("/watch").taps("➕ New watch");
        asked("hello", "⚠️ I cannot find a chat in this message.", "Which chat should I watch?");
        asked("https://t.me/+AbCdEf", "use invite links");
        asked("https://t.me/joinchat/AbCdEf", "use invite links");
        asked("-1005555555555", "I cannot see -1005555555555 (Bad Request: chat not found). Add me there first");
        asked("@nobody_here", "I cannot see @nobody_here");
        asked("9001", "The source must be a channel or a group.");
        asked("me", "The source must be a channel or a group.");
        telegram.kickSilently(S);
        asked(Long.toString(S), "I cannot see " + S);
        telegram.restore(S);
        telegram.on("getChat").answer(sluice.simulator.Answer.error(502, "Bad Gateway"));
        asked(Long.toString(S), "Telegram did not answer about this chat (Bad Gateway). Please send it again.");
        owner.says(Long.toString(S));
        asked(Long.toString(S), "Source and destination must be different chats.", "Where should I send the messages?");
        owner.taps("✖ Cancel");
        owner.assertShows("Watches: 1");
    }

    @Test
    void without_a_durable_queue_none_can_be_made_and_the_chat_says_so() {
        bot.start("modules.queue: bounded", S_TO_A);
        owner.says("/watch");
        owner.assertShows("Watches: 2");
        owner.taps("➕ New watch");
        assertEquals(
                "With the queue in memory, watches are only in the configuration file."
                        + " To add watches here, set modules.queue: sqlite.",
                owner.note());
    }

    @Test
    void a_draft_that_outgrows_a_dialog_is_refused_and_stays_as_it_was() {
        bot.start("");
        begin(Long.toString(S), Long.toString(A));
        owner.taps("Blacklist").says("spam");
        owner.says("x".repeat(4_000));
        owner.assertShows("⚠️ This is too much for a new watch. Save it first, then add the rest.");
        owner.assertShows("1. spam\n\n");
        owner.taps("‹ Back").taps("✅ Save").taps("Blacklist").says("x".repeat(4_000));
        assertFalse(owner.text().contains("⚠️"), owner.text());
        owner.assertShows("Blacklist (2):");
    }

    private void asked(String said, String... words) {
        owner.says(said);
        for (String word : words) {
            owner.assertShows(word);
        }
    }

    private void begin(String source, String destination) {
        owner.says("/watch").taps("➕ New watch").says(source).says(destination);
        owner.assertShows("📝 New watch, not saved yet");
    }

    private void make(String source, String destination) {
        begin(source, destination);
        owner.taps("✅ Save");
    }

    @Test
    void an_album_that_names_a_chat_is_answered_once() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch");
        Post post = telegram.post(S, "old");
        for (int i = 0; i < 3; i++) {
            telegram.draft(OWNER).photo().mediaGroup("g1").forwardOf(post).post();
        }
        bot.advance(Duration.ofSeconds(2));
        owner.assertShows("Where should I send the messages?");
        assertFalse(
                texts(OWNER).toString().contains("must be different"),
                () -> texts(OWNER).toString());
    }

    @Test
    void cancel_takes_away_the_keyboard_of_a_dialog_that_is_over() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch");
        stopBot();
        bot.startAgain();
        owner.says("/cancel");
        telegram.await("no keyboard", () -> telegram.keyboard(OWNER).isEmpty());
    }
}
