package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buttons that are tapped when nobody would: each has a defined answer, and none acts on something else. */
class WatchButtonsTest extends WithBot {

    private static final long OTHER = 4712L;
    private static final String OVER = "This button is no longer active, so nothing was done."
            + " Please start again with a command; /help lists them.";
    private static final String REPEATED = "Already done.";

    private Phone owner;
    private Phone other;

    @BeforeEach
    void makePhones() {
        telegram.user(OTHER, "other");
        owner = new Phone(bot, OWNER);
        other = new Phone(bot, OTHER);
    }

    private void twoAdmins() {
        bot.configure("");
        bot.write(bot.configuration().replace("admins: [" + OWNER + "]", "admins: [" + OWNER + ", " + OTHER + "]"));
        bot.startAgain();
    }

    private static void make(Phone phone, long source, long destination) {
        phone.says("/watch").taps("➕ New watch").says(Long.toString(source)).says(Long.toString(destination));
        phone.taps("✅ Save");
    }

    @Test
    void a_double_tap_saves_once() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        long message = owner.shown().messageId();
        String save = owner.data("✅ Save");
        telegram.callback(OWNER, message, save);
        owner.sends(message, save);
        telegram.awaitCalls("answerCallbackQuery", 3);
        bot.settle();
        assertEquals(REPEATED, owner.note());
        owner.says("/watch");
        owner.assertShows("Watches: 2");
    }

    @Test
    void a_double_tap_on_yes_removes_one_watch_only() {
        bot.start("");
        make(owner, S, A);
        make(owner, S, B);
        owner.says("/watch").taps("▶️ S → A").taps("🗑 Remove");
        long message = owner.shown().messageId();
        String yes = owner.data("Yes, remove");
        owner.taps("Yes, remove").sends(message, yes);
        assertEquals(REPEATED, owner.note());
        owner.assertShows("Watches: 2");
        assertEquals(List.of("▶️ S → B"), owner.buttons().get(1));
    }

    @Test
    void a_button_of_an_earlier_step_does_nothing() {
        bot.start("");
        make(owner, S, A);
        long message = owner.shown().messageId();
        String pause = owner.data("⏸ Pause");
        owner.taps("Mode").taps("‹ Back").taps("🗑 Remove");
        owner.sends(message, pause);
        assertEquals(OVER, owner.note());
        owner.assertShows("Remove this watch?");
        owner.taps("No");
        owner.assertShows("▶️ Watch\n");
    }

    @Test
    void of_two_dialogs_at_once_the_newer_goes_on() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        long first = owner.shown().messageId();
        String save = owner.data("✅ Save");
        owner.says("/watch");
        owner.taps("➕ New watch").says(Long.toString(S)).says(Long.toString(B));
        owner.sends(first, save);
        assertEquals(OVER, owner.note());
        owner.assertShows("To: B " + B);
        owner.taps("✅ Save").says("/watch");
        owner.assertShows("Watches: 2");
        assertEquals(List.of("▶️ S → B"), owner.buttons().get(1));
    }

    @Test
    void a_restart_and_an_hour_and_a_cancel_end_a_dialog() {
        bot.start("");
        owner.says("/watch").taps("➕ New watch");
        stopBot();
        bot.startAgain();
        owner.taps("✖ Cancel");
        assertEquals(OVER, owner.note());
        owner.says(Long.toString(S));
        owner.assertShows("I did not expect a message now.");

        owner.says("/watch").taps("➕ New watch");
        bot.advance(Duration.ofMinutes(61));
        owner.taps("✖ Cancel");
        assertEquals(OVER, owner.note());

        owner.says("/watch").taps("➕ New watch");
        long message = owner.shown().messageId();
        String button = owner.data("✖ Cancel");
        owner.says("/cancel");
        owner.assertShows("The new watch is discarded. Nothing was saved.");
        owner.sends(message, button);
        assertEquals(OVER, owner.note());
    }

    @Test
    void a_button_of_somebody_else_is_refused() {
        twoAdmins();
        make(owner, S, A);
        long message = owner.shown().messageId();
        String remove = owner.data("🗑 Remove");
        long answers = telegram.count("answerCallbackQuery");
        telegram.callback(OTHER, OWNER, message, remove);
        telegram.awaitCalls("answerCallbackQuery", answers + 1);
        assertEquals("This button belongs to somebody else.", owner.note());

        other.says("/watch");
        other.sends(other.shown().messageId(), remove);
        assertEquals(OVER, other.note());
        owner.assertShows("▶️ Watch\n");
    }

    @Test
    void owners_see_their_own_watches_and_the_first_admin_sees_all() {
        twoAdmins();
        make(owner, S, A);
        make(other, S, B);
        other.says("/watch");
        other.assertShows("Watches: 1");
        assertEquals(List.of("▶️ S → B"), other.buttons().getFirst());
        owner.says("/watch");
        owner.assertShows("Watches: 3");
        owner.taps("▶️ S → B");
        owner.assertShows("Owner: " + OTHER);
        owner.taps("⏸ Pause");
        other.says("/watch");
        assertEquals(List.of("⏸ S → B"), other.buttons().getFirst());
    }

    @Test
    void data_that_no_button_carries_is_refused() {
        bot.start("");
        make(owner, S, A);
        long message = owner.shown().messageId();
        String token = owner.data("⏸ Pause").split(":", 3)[1];
        for (String data : List.of(
                "w",
                "w:",
                "w::",
                "w::remove",
                "nobody:" + token,
                "w:" + token,
                "w:" + token + ":",
                "w:" + token + ":yes",
                "w:" + token + ":o0",
                "w:" + token + ":field:",
                "w:" + token + ":field:owner",
                "w:" + token + ":paused:perhaps",
                "w:" + token + ":save",
                "\u0000",
                "x".repeat(64))) {
            owner.sends(message, data);
            assertEquals(OVER, owner.note(), data);
        }
        owner.taps("⏸ Pause");
        owner.assertShows("⏸ Watch, paused");
        assertEquals(0, bot.count("failed unexpectedly"), bot::log);
    }

    @Test
    void a_watch_that_was_removed_meanwhile_is_not_there_any_more() {
        twoAdmins();
        make(other, S, A);
        owner.says("/watch").taps("▶️ S → A").taps("🗑 Remove");
        other.taps("🗑 Remove").taps("Yes, remove");
        owner.taps("Yes, remove");
        assertEquals("This watch no longer exists.", owner.note());
        owner.assertShows("Watches: 1");
    }

    @Test
    void an_entry_that_has_another_place_by_now_is_not_removed_for_it() {
        twoAdmins();
        make(other, S, A);
        other.taps("Blacklist").says("one\ntwo\nthree");
        owner.says("/watch").taps("▶️ S → A").taps("Blacklist");
        other.taps("✖ 1. one");
        owner.taps("✖ 2. two");
        owner.assertShows("The watch has changed in the meantime, so I did nothing.");
        owner.assertShows("1. two\n2. three");
        owner.taps("✖ 1. two");
        owner.assertShows("1. three");
    }

    @Test
    void a_screen_that_cannot_be_edited_any_more_is_sent_anew() {
        bot.start("");
        owner.says("/watch");
        long before = owner.shown().messageId();
        telegram.on("editMessageText")
                .answer(sluice.simulator.Answer.error(400, "Bad Request: message to edit not found"));
        owner.taps("➕ New watch");
        assertTrue(owner.shown().messageId() > before);
        owner.assertShows("Which chat should I watch?");
    }

    @Test
    void an_answer_that_does_not_come_through_at_once_is_tried_again() {
        bot.start("");
        telegram.on("sendMessage")
                .answer(sluice.simulator.Answer.error(502, "Bad Gateway"), sluice.simulator.Answer.floodWait(7));
        owner.saysInVain("/watch");
        assertEquals(List.of(), texts(OWNER));
        bot.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), texts(OWNER));
        bot.advance(Duration.ofSeconds(7));
        owner.assertShows("Watches: 1");
        assertEquals(3, telegram.count("sendMessage"));
    }
}
