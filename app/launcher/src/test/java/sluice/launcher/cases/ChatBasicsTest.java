package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** What the chat does for everybody, and for nobody but its admins. */
class ChatBasicsTest extends WithBot {

    private static final long STRANGER = 9001L;

    private Phone owner;
    private Phone stranger;

    @BeforeEach
    void makePhones() {
        telegram.user(STRANGER, "stranger");
        owner = new Phone(bot, OWNER);
        stranger = new Phone(bot, STRANGER);
    }

    @Test
    void says_what_it_can_do() {
        bot.watching(S_TO_A);
        owner.says("/start");
        owner.assertShows("I watch channels and groups");
        owner.taps("❓ Help");
        owner.assertShows("/help – show what I can do");
        owner.says("/HELP@sluice_simulated_bot now");
        owner.assertShows("I only see chats that I am a member of");
        owner.says("/nonsense");
        owner.assertShows("do not know this command");
        owner.says("hello");
        owner.assertShows("I did not expect a message now");
        owner.says("/cancel");
        owner.assertShows("There was nothing to cancel.");
    }

    @Test
    void start_greets_with_the_name_of_the_bot_and_says_what_keeps_watches_from_working() {
        telegram.kickSilently(S);
        bot.watching(S_TO_A);
        owner.says("/start");
        owner.assertShows("👋 Hello, I am Simulated bot.\nI watch channels");
        owner.assertShows("Watches: 2\n⚠️ Telegram does not show chat " + S + " to the bot");
        long start = owner.shown().messageId();
        String list = owner.data("📋 My watches");
        owner.taps("➕ New watch");
        owner.assertShows("Which chat should I watch?");
        owner.sends(start, list);
        owner.assertShows("Watches: 2");
        owner.says("/start").taps("📊 Statistics");
        owner.assertShows("📊 Running for");
    }

    @Test
    void start_says_that_there_is_no_watch_yet() {
        telegram.user(STRANGER + 1, "second");
        bot.configure("");
        bot.write(bot.configuration().replace("admins: [" + OWNER, "admins: [" + OWNER + ", " + (STRANGER + 1)));
        bot.startAgain();
        Phone second = new Phone(bot, STRANGER + 1).says("/start");
        second.assertShows("You have no watch yet.");
        assertEquals(
                List.of(List.of("➕ New watch", "📋 My watches"), List.of("📊 Statistics", "❓ Help")), second.buttons());
    }

    @Test
    void cancel_says_what_it_has_ended() {
        bot.watching(S_TO_A);
        owner.says("/watch").says("/cancel");
        owner.assertShows("I no longer wait for anything. What you changed before stays.");
        owner.says("/watch").taps("➕ New watch").says("/cancel");
        owner.assertShows("The new watch is discarded. Nothing was saved.");
        owner.says("/cancel");
        owner.assertShows("There was nothing to cancel.");
    }

    @Test
    void speaks_the_language_of_the_configuration() {
        bot.start("language: zh");
        telegram.language(OWNER, "en");
        owner.says("/help");
        owner.assertShows("我能做什么");
    }

    @Test
    void speaks_the_language_of_the_user_when_the_configuration_leaves_it_to_him() {
        bot.start("language: auto");
        owner.says("/help");
        owner.assertShows("What I can do");
        for (String chinese : List.of("zh-hans", "zh", "zh-TW")) {
            telegram.language(OWNER, chinese);
            owner.says("/help");
            owner.assertShows("我能做什么");
        }
        telegram.language(OWNER, "de");
        owner.says("/help");
        owner.assertShows("What I can do");
    }

    @Test
    void offers_its_commands_in_both_languages() {
        bot.watching(S_TO_A);
        bot.settle();
        assertEquals("show what I can do", description("", "help"));
        assertEquals("显示我能做什么", description("zh", "help"));
    }

    @Test
    void a_menu_that_cannot_be_set_hinders_nothing_and_is_set_later() {
        telegram.on("setMyCommands").times(2).answer(Answer.error(500, "Internal Server Error"));
        bot.watching(S_TO_A);
        owner.says("/help");
        owner.assertShows("What I can do");
        telegram.post(S, "news");
        awaitTexts(A, "news");
        assertNull(telegram.commands(""));
        bot.advance(Duration.ofMinutes(11));
        assertEquals("显示我能做什么", description("zh", "help"));
    }

    @Test
    void a_stranger_is_refused_once_an_hour_and_gets_nothing_else() {
        bot.watching(S_TO_A);
        stranger.says("/start").saysInVain("/start").saysInVain("please");
        assertEquals(1, texts(STRANGER).size());
        stranger.assertShows("Sorry, this bot is private");
        stranger.assertShows(Long.toString(STRANGER));
        telegram.callback(STRANGER, stranger.shown().messageId(), "w:whatever:remove");
        bot.settle();
        assertEquals(0, telegram.count("answerCallbackQuery"));
        bot.advance(Duration.ofMinutes(59));
        stranger.saysInVain("/start");
        assertEquals(1, texts(STRANGER).size());
        bot.advance(Duration.ofMinutes(2));
        stranger.says("/start").saysInVain("/start");
        assertEquals(2, texts(STRANGER).size());
        assertTrue(texts(OWNER).isEmpty());
    }

    @Test
    void an_edited_configuration_lets_others_in() {
        bot.watching(S_TO_A);
        stranger.says("/help");
        bot.write(bot.configuration().replace("admins: [" + OWNER + "]", "admins: [" + STRANGER + "]"));
        bot.advance(Duration.ofSeconds(5));
        stranger.says("/help");
        stranger.assertShows("What I can do");
        owner.says("/help");
        owner.assertShows("Sorry");
    }

    @Test
    void commands_count_in_the_private_chat_only() {
        telegram.supergroup(-1007000000001L, "group");
        bot.watching(S_TO_A);
        telegram.draft(-1007000000001L).from(OWNER).text("/help").post();
        bot.settle();
        assertEquals(List.of(), texts(-1007000000001L));
        assertEquals(List.of(), texts(OWNER));
    }

    @Test
    void what_is_written_to_the_bot_is_passed_on_too_where_the_file_says_so() {
        bot.watching("{source: " + STRANGER + ", destination: " + A + "}");
        stranger.says("a word to the editors");
        bot.fence();
        awaitTexts(A, "a word to the editors");
        stranger.assertShows("Sorry");
    }

    @Test
    void a_server_that_hangs_for_strangers_does_not_keep_admins_waiting() {
        bot.watching(S_TO_A);
        telegram.on("sendMessage")
                .matching(call -> call.path("chat_id").asLong() != OWNER)
                .always()
                .answer(Answer.hang());
        for (long other = 9100L; other < 9140L; other++) {
            telegram.user(other, "other");
            telegram.post(other, "/start");
            bot.time.advance(Duration.ofSeconds(1));
        }
        owner.says("/help");
        owner.assertShows("What I can do");
    }

    private String description(String language, String command) {
        return telegram.commands(language)
                .valueStream()
                .filter(one -> one.path("command").asText().equals(command))
                .findFirst()
                .orElseThrow()
                .path("description")
                .asText();
    }
}
