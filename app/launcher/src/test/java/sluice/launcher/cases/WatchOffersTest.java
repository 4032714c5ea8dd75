package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Post;

/** What the chat notices by itself: a chat that might be watched, a watch that exists, a line that may mean two things. */
class WatchOffersTest extends WithBot {

    private static final long NEW = -1003000000001L;
    private static final long STRANGER = 9001L;

    private Phone owner;

    @BeforeEach
    void makePhone() {
        telegram.user(STRANGER, "stranger");
        owner = new Phone(bot, OWNER);
    }

    private void added(long chat, long by) {
        telegram.addedBy(chat, by);
        bot.settle();
        bot.time.advance(Duration.ofMillis(1));
    }

    private void offered(long chat) {
        long before = telegram.count("sendMessage");
        telegram.addedBy(chat, OWNER);
        telegram.await("an offer", () -> telegram.count("sendMessage") > before);
        bot.time.advance(Duration.ofMillis(1));
    }

    @Test
    void a_channel_to_which_an_admin_adds_the_bot_is_offered_and_watched_in_two_taps() {
        telegram.channel(NEW, "Daily news");
        bot.start("");
        added(NEW, STRANGER);
        assertEquals(List.of(), texts(OWNER));
        assertEquals(List.of(), texts(STRANGER));
        offered(NEW);
        owner.assertShows("I am in Daily news now. Watch this?");
        assertEquals(List.of(List.of("Yes, from here", "No")), owner.buttons());
        owner.taps("Yes, from here");
        owner.assertShows("Where should I send the messages?");
        owner.says(Long.toString(A)).taps("✅ Save");
        telegram.post(NEW, "news");
        awaitTexts(A, "news");
    }

    @Test
    void an_offer_is_declined_and_works_after_a_restart() {
        telegram.channel(NEW, "Daily news");
        bot.start("");
        offered(NEW);
        stopBot();
        bot.startAgain();
        owner.taps("Yes, from here");
        owner.assertShows("Where should I send the messages?");
        offered(NEW);
        owner.taps("No");
        owner.assertShows("All right, I do not watch it.");
        assertEquals(List.of(), owner.buttons());
    }

    @Test
    void a_destination_to_which_the_bot_is_added_is_not_offered() {
        bot.start("", S_TO_A);
        added(A, OWNER);
        assertEquals(List.of(), texts(OWNER));
    }

    @Test
    void a_forwarded_post_is_offered_once_however_many_come_and_a_known_source_is_shown() {
        telegram.channel(NEW, "Daily news");
        bot.start("", S_TO_A);
        Post post = telegram.post(NEW, "old");
        owner.forwards(post, "old");
        owner.assertShows("This is from Daily news. Watch this?");
        telegram.draft(OWNER).text("another").forwardOf(post).post();
        bot.settle();
        assertEquals(1, texts(OWNER).size());
        owner.forwards(telegram.post(S, "post"), "post");
        owner.assertShows("You watch S already.");
        assertEquals(List.of("▶️ S → A"), owner.buttons().getFirst());
        owner.taps("▶️ S → A");
        owner.assertShows("To: A " + A);
    }

    @Test
    void what_the_bot_cannot_see_is_refused_with_the_reason() {
        telegram.channel(NEW, "Daily news");
        bot.start("");
        owner.forwards(telegram.post(NEW, "old"), "old");
        telegram.kickSilently(NEW);
        owner.taps("Yes, from here");
        assertEquals("I cannot see " + NEW, owner.note().split(" \\(", -1)[0]);
        for (String data : List.of("o::", "o::from:1", "o::from:x", "o::show:x", "o::card")) {
            owner.sends(owner.shown().messageId(), data);
        }
        assertEquals(0, bot.count("failed unexpectedly"), bot::log);
    }

    @Test
    void a_watch_that_exists_already_is_noticed() {
        bot.start("", S_TO_A);
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("✅ Save");
        owner.assertShows("There is a watch between these chats already.");
        owner.assertShows("▶️ S → A");
        owner.taps("‹ Back").taps("✅ Save").taps("Show it");
        owner.assertShows("This watch is in the configuration file.");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("✅ Save").taps("Save anyway");
        assertEquals("Saved. The watch is active.", owner.note());
        owner.says("/watch");
        owner.assertShows("Watches: 3");
    }

    @Test
    void a_line_with_commas_is_one_phrase_or_several_words_as_the_user_says() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("Blacklist").says("spam, scam，ads");
        owner.assertShows("Is this one phrase, or several words?");
        owner.taps("3 words");
        owner.assertShows("1. spam\n2. scam\n3. ads");
        owner.says("first, last").taps("One phrase");
        owner.assertShows("4. first, last");
        owner.says("one, two").says("three");
        owner.assertShows("5. three\n");
        owner.says("a, b").taps("✖ Cancel");
        owner.assertShows("Blacklist (5)");
    }

    @Test
    void a_chat_to_which_the_bot_is_added_while_a_dialog_asks_for_one_is_its_answer() {
        telegram.channel(NEW, "Target");
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S));
        offered(NEW);
        owner.assertShows("I am in Target now. Send the messages there?");
        owner.taps("Yes");
        owner.assertShows("To: Target " + NEW);
        owner.taps("✅ Save");
        telegram.post(S, "news");
        awaitTexts(NEW, "news");
    }

    @Test
    void an_offered_answer_for_which_no_dialog_waits_does_nothing() {
        telegram.channel(NEW, "Source");
        bot.start("");
        owner.says("/watch").taps("➕ New watch");
        offered(NEW);
        owner.assertShows("I am in Source now. Watch this?");
        String use = owner.data("Yes");
        long offer = owner.shown().messageId();
        owner.taps("No");
        owner.assertShows("All right, I do not use it.");
        owner.says(Long.toString(S));
        owner.sends(offer, use);
        assertEquals("This button is no longer active", owner.note().split(",", -1)[0]);
        for (String data : List.of("o::use", "o::use:destination:", "o::use:destination:x", "o::use:name:-1")) {
            owner.sends(offer, data);
            assertEquals("This button is no longer active", owner.note().split(",", -1)[0], data);
        }
        owner.assertShows("Where should I send the messages?");
    }
}
