package sluice.launcher.cases;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.engine.rights.RightsProblem.Kind;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;

/** What keeps a watch from working though its configuration is right: rights, privacy mode, mistyped ids. Each is named with what to do. */
class RightsTest extends WithBot {

    private static final long GROUP = -1003333333333L;
    private static final String IS_TITLED = " (";

    private static Arguments problem(
            Kind kind, String name, Consumer<Simulator> setting, String watch, String sentence) {
        return Arguments.of(kind, Named.of(name, setting), watch, sentence);
    }

    private static Answer ok(String result) {
        return Answer.http(200, "application/json", "{\"ok\":true,\"result\":" + result + "}");
    }

    private static Consumer<Simulator> member(long chat, String member) {
        return telegram -> telegram.on("getChatMember").chat(chat).always().answer(ok(member));
    }

    static Stream<Arguments> problems() {
        String toA = "{source: " + S + ", destination: " + A + "}";
        String fromGroup = "{source: " + GROUP + ", destination: " + A + "}";
        String toGroup = "{source: " + S + ", destination: " + GROUP + "}";
        return Stream.of(
                problem(
                        Kind.NOT_FOUND,
                        "not a member of the source",
                        t -> t.kickSilently(S),
                        toA,
                        "Telegram does not show chat " + S),
                problem(
                        Kind.NOT_MEMBER,
                        "left the source",
                        member(S, "{\"status\":\"left\"}"),
                        toA,
                        "The bot is not in S (" + S + "). Add it there"),
                problem(
                        Kind.NOT_ADMIN,
                        "no administrator of the source",
                        member(S, "{\"status\":\"member\"}"),
                        toA,
                        "The bot is not an administrator of S" + IS_TITLED),
                problem(
                        Kind.PUBLIC_NOT_JOINED,
                        "a public channel that it never joined",
                        t -> {
                            t.username(S, "public_name");
                            t.on("getChatMember")
                                    .chat(S)
                                    .always()
                                    .answer(Answer.error(400, "Bad Request: member list is inaccessible"));
                        },
                        toA,
                        "S (" + S + ") is public, so the bot can find it, but it is not in it"),
                problem(
                        Kind.PRIVACY,
                        "privacy mode",
                        t -> {
                            t.on("getMe")
                                    .always()
                                    .answer(ok("{\"id\":" + t.token().split(":", -1)[0]
                                            + ",\"username\":\"b\",\"can_read_all_group_messages\":false}"));
                            member(GROUP, "{\"status\":\"member\"}").accept(t);
                        },
                        fromGroup,
                        "In G (" + GROUP + ") the bot sees only commands. Send /setprivacy to @BotFather"),
                problem(
                        Kind.CANNOT_POST,
                        "no right to post in a channel",
                        member(A, "{\"status\":\"administrator\",\"can_post_messages\":false}"),
                        toA,
                        "The bot may not post in A (" + A + ")"),
                problem(
                        Kind.CANNOT_WRITE,
                        "restricted in a group",
                        t -> t.restrict(GROUP),
                        toGroup,
                        "The bot may not write in G"),
                problem(
                        Kind.NO_MEDIA,
                        "texts only",
                        member(
                                GROUP,
                                "{\"status\":\"restricted\",\"is_member\":true,\"can_send_messages\":true,\"can_send_photos\":false}"),
                        toGroup,
                        "The bot may send texts to G (" + GROUP + "), but no photos"),
                problem(
                        Kind.POSITIVE_ID,
                        "a forgotten minus",
                        _ -> {},
                        "{source: 2222, destination: " + A + "}",
                        "2222 is the id of a user"),
                problem(
                        Kind.POSITIVE_ID,
                        "a forgotten -100",
                        _ -> {},
                        "{source: " + Long.toString(S).substring(4) + ", destination: " + A + "}",
                        "1000000001 is a positive number, but ids of channels and groups are negative. You probably mean "
                                + S + "."),
                problem(
                        Kind.OTHER_ID,
                        "a forgotten 100",
                        _ -> {},
                        "{source: -" + Long.toString(S).substring(4) + ", destination: " + A + "}",
                        "Telegram does not know chat -1000000001. You probably mean " + S + "."),
                problem(
                        Kind.NOT_STARTED,
                        "a user who has not started it",
                        _ -> {},
                        "{source: " + S + ", destination: 77777}",
                        "User 77777 has not started the bot."),
                problem(
                        Kind.TOPIC,
                        "a closed topic",
                        t -> t.on("sendChatAction")
                                .chat(GROUP)
                                .always()
                                .answer(Answer.error(400, "Bad Request: TOPIC_CLOSED")),
                        "{source: " + S + ", destination: " + GROUP + ", destination-topic: 5}",
                        "Topic 5 of G (" + GROUP + ") is closed or gone."));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void check_the_start_the_chat_and_the_page_name_it(
            Kind kind, Consumer<Simulator> setting, String watch, String sentence) {
        telegram.supergroup(GROUP, "G");
        setting.accept(telegram);
        bot.configure("", watch);

        int code = bot.run("check", "--config", bot.file().toString()).join();

        assertEquals(0, code, bot::log);
        assertEquals(1, bot.count(sentence), bot::log);
        assertTrue(bot.output().contains("; 1 cannot work yet"), bot::output);
        bot.startAgain();
        bot.awaitLog(sentence, 2);
        assertFalse(bot.ended(), "it runs on: the rights may be given any time");
        Phone owner = new Phone(bot, OWNER).says("/watch");
        owner.taps(buttonOfTheWatch(owner));
        owner.assertShows("⚠️ " + sentence);
        bot.await("the page to name it", () -> problemsOnThePage().contains(sentence));
    }

    /** The watch besides the one that every bot of these tests has. */
    private static String buttonOfTheWatch(Phone phone) {
        return phone.buttons().stream()
                .flatMap(List::stream)
                .filter(label -> label.startsWith("▶️") && !label.contains("fence"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(phone.buttons().toString()));
    }

    private String problemsOnThePage() {
        return bot.json("/dashboard.json")
                .path("watches")
                .path("rows")
                .path(1)
                .path("problems")
                .toString();
    }

    @Test
    void telegram_is_not_asked_while_it_wants_no_calls_and_the_rest_is_looked_at_later() {
        telegram.restrict(A);
        telegram.restrict(B);
        bot.configure("", S_TO_A, copying(C, B), copying(C, A));
        // The watch that every bot of these tests has needs two answers; then it is too many.
        telegram.on("getChat").chat(S).times(2).answer(Answer.floodWait(40));
        String left = "the rights of 3 more watches were not checked: Telegram wants no more calls for 40 s";

        assertEquals(0, bot.run("check", "--config", bot.file().toString()).join());

        assertEquals(1, bot.count(left), bot::log);
        assertEquals(3, telegram.count("getChat"));
        bot.startAgain();
        bot.awaitLog(left, 2);
        assertEquals(6, telegram.count("getChat"));
        bot.advance(Duration.ofSeconds(50));
        bot.await("the page to name it", () -> problemsOnThePage().contains("The bot may not post in A (" + A + ")"));
        assertEquals(2, bot.count(left), bot::log);
    }

    @Test
    void no_kind_of_problem_is_left_out() {
        assertEquals(
                EnumSet.allOf(Kind.class),
                problems().map(each -> (Kind) each.get()[0]).collect(toCollection(() -> EnumSet.noneOf(Kind.class))));
    }

    @Test
    void a_bot_that_may_do_all_is_not_warned_of() {
        telegram.supergroup(GROUP, "G");
        bot.configure("", S_TO_A, copying(GROUP, A), copying(S, OWNER));

        int code = bot.run("check", "--config", bot.file().toString()).join();

        assertEquals(0, code);
        assertEquals(
                List.of(),
                bot.log().lines().filter(line -> line.contains("warning")).toList());
        assertTrue(bot.output().startsWith("ok: @"), bot::output);
    }
}
