package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** Case I7: much goes wrong at once, and people are told of all of it without a flood, and are answered meanwhile. */
class ManyNoticesTest extends WithBot {

    private static final Answer KICKED = Answer.error(403, "Forbidden: bot was kicked from the channel chat");
    private static final Answer BLOCKED = Answer.error(403, "Forbidden: bot was blocked by the user");
    private static final String ONE_A_SECOND =
            "deliver.pace: {per-chat: 1/s, per-group: 1000000/s, global: 1000000/s}\n";
    private static final long OTHER = 4712L;
    private static final Duration GATHER = Duration.ofSeconds(5);

    private static long chat(int number) {
        return -1007000000000L - number;
    }

    /** Watches from S to so many chats, all of which refuse. */
    private String[] refusing(int chats, String more) {
        return LongStream.rangeClosed(1, chats)
                .mapToObj(number -> {
                    telegram.channel(chat((int) number), "chat " + number);
                    telegram.on("copyMessage").chat(chat((int) number)).always().answer(KICKED);
                    return "{source: " + S + ", destination: " + chat((int) number) + more + "}";
                })
                .toArray(String[]::new);
    }

    private void refuseAll() {
        telegram.post(S, "post");
        bot.fence();
        bot.settle();
    }

    @Test
    void sixty_chats_that_refuse_at_once_are_one_notice_and_help_is_answered() {
        telegram.limitRates(1, 0, 0);
        bot.start(ONE_A_SECOND, refusing(60, ""));
        refuseAll();
        telegram.post(OWNER, "/help");
        pass(Duration.ofSeconds(20), Duration.ofSeconds(1));

        List<String> told = texts(OWNER);
        List<String> notices =
                told.stream().filter(text -> text.startsWith("⚠️")).toList();
        assertEquals(1, notices.size(), () -> String.join("\n", told));
        assertTrue(notices.getFirst().startsWith("⚠️ Chats I cannot write to: 60."), notices.getFirst());
        assertTrue(notices.getFirst().endsWith(", and 50 more"), notices.getFirst());
        assertTrue(told.stream().anyMatch(text -> text.startsWith("What I can do")), () -> String.join("\n", told));
        assertEquals(2, told.size(), () -> String.join("\n", told));
        assertEquals(0, bot.stat("worker", "flood_waits"));

        pass(Duration.ofMinutes(3), Duration.ofSeconds(10));
        assertEquals(2, texts(OWNER).size(), "each is told once");
    }

    @Test
    void commands_are_answered_while_notices_go_on_and_on() {
        telegram.limitRates(1, 0, 0);
        bot.start(ONE_A_SECOND, refusing(120, ""));
        Phone owner = new Phone(bot, OWNER);
        for (int second = 0; second < 3; second++) {
            telegram.post(S, "post " + second);
            bot.advance(Duration.ofSeconds(1));
        }
        telegram.post(OWNER, "/help");
        pass(Duration.ofSeconds(2), Duration.ofMillis(500));
        owner.assertShows("What I can do");
    }

    @Test
    void all_kinds_come_together_and_none_is_left_out() {
        String[] watches = refusing(3, "");
        telegram.protect(B);
        bot.start(
                "",
                watches[0],
                watches[1],
                watches[2],
                copying(C, A),
                "{source: " + B + ", destination: " + A + "}",
                "{source: " + S + ", destination: " + A + ", destination-topic: 7}");
        telegram.on("copyMessage").chat(A).answer(Answer.error(400, "Bad Request: message thread not found"));
        telegram.on("copyMessage").chat(A).answer(Answer.error(400, "Bad Request: message can't be copied"));
        telegram.post(B, "protected");
        refuseAll();
        telegram.post(C, "not to be copied");
        telegram.kick(C);
        bot.fence();
        pass(Duration.ofSeconds(30), Duration.ofSeconds(1));
        String all = String.join("\n", texts(OWNER));
        for (int number = 1; number <= 3; number++) {
            assertTrue(all.contains(Long.toString(chat(number))), all);
        }
        assertTrue(texts(OWNER).size() <= 3, all);
        for (String about : List.of(B + " → " + A, S + " → " + A, C + " → " + A)) {
            assertTrue(all.contains(about) || all.contains(about.substring(0, about.indexOf(' '))), all);
        }
    }

    @Test
    void an_admin_who_has_blocked_the_bot_is_told_when_there_again_and_the_other_at_once() {
        String[] own = refusing(2, ", owner: " + OTHER);
        bot.configure("", own[0], own[1], copying(S, chat(1)));
        bot.write(bot.configuration().replace("admins: [" + OWNER + "]", "admins: [" + OWNER + ", " + OTHER + "]"));
        telegram.user(OTHER, "other");
        telegram.on("sendMessage").chat(OTHER).always().answer(BLOCKED);
        bot.startAgain();
        refuseAll();
        bot.advance(GATHER);
        assertEquals(1, texts(OWNER).size(), "who is there is told at once");
        int tries = callsTo(OTHER);
        pass(Duration.ofMinutes(30), Duration.ofSeconds(10));
        assertTrue(callsTo(OTHER) - tries <= 6, () -> "tries for who has blocked the bot: " + telegram.callsTo(OTHER));
        assertEquals(List.of(), texts(OTHER));

        telegram.clearFaults();
        LongStream.rangeClosed(1, 2)
                .forEach(number -> telegram.on("copyMessage")
                        .chat(chat((int) number))
                        .always()
                        .answer(KICKED));
        telegram.post(OTHER, "/help");
        bot.settle();
        pass(Duration.ofSeconds(5), Duration.ofSeconds(1));
        String all = String.join("\n", texts(OTHER));
        assertTrue(all.contains("Chats I cannot write to: 2."), all);
        assertEquals(1, texts(OWNER).size());
    }

    @Test
    void what_was_not_told_before_a_restart_is_told_after_it() {
        telegram.on("sendMessage").chat(OWNER).always().answer(BLOCKED);
        bot.start("", refusing(20, ""));
        refuseAll();
        assertEquals(List.of(), texts(OWNER));
        stopBot();
        telegram.clearFaults();
        String[] watches = refusing(20, "");
        bot.configure("", watches);
        bot.startAgain();
        bot.settle();
        pass(Duration.ofMinutes(2), Duration.ofSeconds(5));
        String all = String.join("\n", texts(OWNER));
        assertEquals(1, texts(OWNER).size(), all);
        assertTrue(all.startsWith("⚠️ Chats I cannot write to: 20."), all);
    }

    @Test
    void the_longest_names_of_all_kinds_fit_into_one_message_in_chinese_too() {
        String name = "n".repeat(128);
        telegram.language(OWNER, "zh-hans");
        String[] watches = refusing(60, "");
        for (int number = 1; number <= 60; number++) {
            telegram.channel(chat(number), name);
        }
        bot.start("language: auto", watches);
        new Phone(bot, OWNER).says("/watch");
        refuseAll();
        pass(Duration.ofSeconds(10), Duration.ofSeconds(1));
        String all = String.join("\n", texts(OWNER));
        assertTrue(all.contains("⚠️ 无法发送到的聊天：60 个。"), all);
        assertTrue(all.contains("，另有 50 个"), all);
    }
}
