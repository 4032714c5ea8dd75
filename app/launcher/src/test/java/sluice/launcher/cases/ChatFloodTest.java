package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Case M4 and its like: many people, and much to forward, at the same time. */
class ChatFloodTest extends WithBot {

    private static final int STRANGERS = 50_000;
    private static final int FORWARDS = 300;
    private static final String GLOBAL_PACE = "deliver.pace: {per-chat: 1000/s, per-group: 1000/s, global: 30/s}";

    @Test
    void m4_fifty_thousand_strangers_take_no_turns_from_forwarding() {
        telegram.limitRates(0, 0, 30);
        bot.start(GLOBAL_PACE, S_TO_A);
        Instant start = bot.time.now();
        for (int i = 0; i < STRANGERS; i++) {
            long stranger = 1_000_000L + i;
            telegram.user(stranger, "stranger");
            telegram.post(stranger, "/start");
            if (i % (STRANGERS / FORWARDS) == 0 && i / (STRANGERS / FORWARDS) < FORWARDS) {
                telegram.post(S, "news " + i);
            }
        }
        bot.advanceUntil("all that is to be forwarded", () -> originsIn(A).size() == FORWARDS);
        Duration took = Duration.between(start, bot.time.now());
        // 300 at 30 a second are 10 s, and one refusal a second beside them makes a third of a second more.
        assertTrue(took.compareTo(Duration.ofMillis(10_500)) < 0, () -> "it took " + took);
        telegram.awaitConfirmed();
        assertTrue(
                telegram.count("sendMessage") <= took.toSeconds() + 1,
                () -> "refusals: " + telegram.count("sendMessage"));
        assertEquals(0, bot.stat("state", "active_users"));
        assertEquals(0, bot.stat("worker", "flood_waits"));

        new Phone(bot, OWNER).says("/help");
        bot.advance(Duration.ofSeconds(1));
        assertEquals(1, texts(OWNER).size());
    }

    @Test
    void in_an_hour_no_more_than_a_thousand_strangers_are_told() {
        bot.start("", S_TO_A);
        for (int i = 0; i < 1_100; i++) {
            long stranger = 1_000_000L + i;
            telegram.user(stranger, "stranger");
            telegram.post(stranger, "/start");
            bot.time.advance(Duration.ofSeconds(1));
        }
        assertEquals(1_000, telegram.count("sendMessage"));
        bot.advance(Duration.ofHours(1));
        telegram.post(1_000_000L, "/start");
        bot.settle();
        assertEquals(1_001, telegram.count("sendMessage"));
    }

    @Test
    void m4_never_more_dialogs_than_allowed_and_the_one_longest_untouched_goes() {
        List<Long> admins = LongStream.rangeClosed(1, 12).boxed().toList();
        bot.configure("state: {max-users: 10}");
        bot.write(bot.configuration()
                .replace(
                        "admins: [" + OWNER + "]",
                        "admins: [" + admins.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "]"));
        bot.startAgain();
        List<Phone> phones = new ArrayList<>();
        for (long admin : admins) {
            telegram.user(admin, "admin");
            phones.add(new Phone(bot, admin));
            phones.getLast().says("/watch").taps("➕ New watch");
            assertTrue(bot.stat("state", "active_users") <= 10);
        }
        assertEquals(10, bot.stat("state", "active_users"));
        phones.getFirst().taps("✖ Cancel");
        assertTrue(phones.getFirst().note().startsWith("This button is no longer active"));
        phones.getLast().taps("✖ Cancel");
        phones.getLast().assertShows("There are no watches yet");
    }

    @Test
    void an_answer_does_not_wait_behind_what_is_forwarded_to_the_same_chat() {
        telegram.limitRates(1, 0, 0);
        bot.start(
                "deliver.pace: {per-chat: 1/s, per-group: 1000/s, global: 1000/s}",
                "{source: " + S + ", destination: me}");
        for (int i = 0; i < 60; i++) {
            telegram.post(S, "news " + i);
        }
        bot.advance(Duration.ofSeconds(5));
        telegram.post(OWNER, "/help");
        bot.settle();
        for (int i = 0; i < 4; i++) {
            bot.time.advance(Duration.ofMillis(500));
        }
        assertTrue(
                texts(OWNER).stream().anyMatch(text -> text.startsWith("What I can do")),
                () -> texts(OWNER).toString());
        assertTrue(texts(OWNER).size() < 10);
        assertEquals(0, bot.stat("worker", "flood_waits"));
        bot.advanceUntil("all of it", () -> texts(OWNER).size() == 61);
        assertEquals(0, bot.stat("worker", "flood_waits"));
    }

    @Test
    void an_admin_who_writes_without_end_is_answered_in_order_and_never_holds_up_the_others() {
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 1000/s, global: 1000/s}", S_TO_A);
        for (int i = 0; i < 500; i++) {
            telegram.post(OWNER, "/help");
        }
        telegram.post(S, "news");
        bot.fence();
        awaitTexts(A, "news");
        pass(Duration.ofSeconds(20), Duration.ofSeconds(1));
        int answered = texts(OWNER).size() - 1;
        assertTrue(answered == 17 || answered == 18, () -> "one at once, one under way, 16 waiting, not " + answered);
        String turnedAway = "Too much came at once, so I did not handle " + (500 - answered) + " of your messages";
        assertTrue(
                texts(OWNER).getLast().startsWith(turnedAway),
                () -> texts(OWNER).getLast());
        telegram.post(OWNER, "/cancel");
        bot.advance(Duration.ofSeconds(2));
        assertEquals("There was nothing to cancel.", texts(OWNER).getLast());
    }
}
