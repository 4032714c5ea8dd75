package sluice.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.api.FormattedText;
import sluice.api.LinkPreview;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.ChatRights;
import sluice.telegram.model.MenuCommand;
import sluice.telegram.model.PollAnswer;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Target;

/** A process that does not run its bot at present sends nothing for it, of whatever kind, and tells what it did not send. */
@Timeout(60)
class WithheldCallsTest {

    private static final Target TO = new Target(-100, 0, 0);
    private static final FormattedText TEXT = FormattedText.of("text");
    private static final Screen SCREEN = Screen.of("text");

    private static BotApi api(RawServer server, BooleanSupplier mayCall) {
        return TelegramFixture.api(server.uri(), TelegramFixture.TOKEN, new HandTimeline(), mayCall);
    }

    private static RawServer server() throws IOException {
        return new RawServer(exchange -> exchange.say(RawServer.ok("{\"ok\":true,\"result\":[]}")));
    }

    private static Arguments call(String name, Object expected, Function<BotApi, Object> call) {
        return Arguments.of(name, expected, call);
    }

    static Stream<Arguments> calls() {
        ApiAnswer answer = new ApiAnswer.Withheld();
        Reply reply = new Reply.Withheld();
        Download download = new Download.Failed(answer);
        return Stream.of(
                call("me", answer, BotApi::me),
                call("file", answer, api -> api.file("id")),
                call("topic", answer, api -> api.tryTopic(-100, 2)),
                call("rights", ChatRights.NotAsked.class, api -> api.rights(-100, 1)),
                call("forward", reply, api -> api.forward(TO, -200, List.of(1))),
                call("copy", reply, api -> api.copy(TO, -200, List.of(1))),
                call("captioned", reply, api -> api.copy(TO, -200, 1, TEXT, false)),
                call("album", reply, api -> api.copy(TO, -200, List.of(1, 2))),
                call("text", reply, api -> api.text(TO, TEXT, LinkPreview.DEFAULT)),
                call("edit of a text", reply, api -> api.editText(-100, 1, TEXT, LinkPreview.DEFAULT)),
                call("edit of a caption", reply, api -> api.editCaption(-100, 1, TEXT, false)),
                call("answer", reply, api -> api.chat().send(1, SCREEN)),
                call("picture", reply, api -> api.chat().picture(1, new byte[1 << 20], SCREEN)),
                call("screen", reply, api -> api.chat().edit(1, 1, SCREEN)),
                call("tap", reply, api -> api.chat().answer("id", "note", false)),
                call("menu", reply, api -> api.chat().menu("", List.of(new MenuCommand("help", "Help")))),
                call("chat", ChatFound.NotAsked.class, api -> api.chat().find("@name")),
                call("download", download, api -> api.download("a.jpg", OutputStream.nullOutputStream(), 9)),
                call("poll", new PollAnswer.Withheld(), api -> poller(api).poll(1, true)),
                call("confirmation", "done", api -> {
                    poller(api).confirm(1);
                    return "done";
                }));
    }

    private static Poller poller(BotApi api) {
        return api.poller(Duration.ofSeconds(50));
    }

    private static void check(Object expected, Object came) {
        if (expected instanceof Class<?> type) {
            assertInstanceOf(type, came);
        } else {
            assertEquals(expected, came);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void no_call_is_made_while_the_bot_is_not_run_here(String name, Object expected, Function<BotApi, Object> call)
            throws IOException {
        try (RawServer server = server();
                BotApi api = api(server, () -> false)) {
            check(expected, call.apply(api));
            assertEquals(0, server.connections(), name);
            assertFalse(api.mayCall());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_bot_that_is_lost_while_the_connection_is_made_sends_nothing_over_it(
            String name, Object expected, Function<BotApi, Object> call) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = server();
                BotApi api = api(server, () -> asked.incrementAndGet() == 1)) {
            check(expected, call.apply(api));
            assertEquals(List.of(), server.requests, name);
            assertTrue(asked.get() > 1);
        }
    }

    @Test
    void calls_go_on_when_the_bot_is_run_here_again() throws IOException {
        AtomicBoolean runsHere = new AtomicBoolean(true);
        try (RawServer server = server();
                BotApi api = api(server, runsHere::get)) {
            assertInstanceOf(ApiAnswer.Ok.class, api.me());
            runsHere.set(false);
            assertInstanceOf(ApiAnswer.Withheld.class, api.me());
            runsHere.set(true);
            assertInstanceOf(ApiAnswer.Ok.class, api.me());
            assertEquals(2, server.requests.size());
            assertEquals(1, server.connections(), "the connection is kept");
        }
    }

    /** Whoever runs the bot now polls too, which Telegram tells the old one as a conflict; and it gets the same updates. */
    @Test
    void what_is_answered_after_the_bot_was_lost_counts_for_nothing() throws IOException {
        AtomicBoolean runsHere = new AtomicBoolean(true);
        List<String> answers = List.of(
                "{\"ok\":false,\"error_code\":409,\"description\":\"Conflict: terminated by other getUpdates request\"}",
                "{\"ok\":true,\"result\":[{\"update_id\":7}]}");
        AtomicInteger polls = new AtomicInteger();
        try (RawServer server = new RawServer(exchange -> {
                    runsHere.set(false);
                    exchange.say(RawServer.ok(answers.get(polls.getAndIncrement())));
                });
                BotApi api = api(server, runsHere::get)) {
            for (int i = 0; i < answers.size(); i++) {
                runsHere.set(true);
                assertEquals(new PollAnswer.Withheld(), poller(api).poll(1, true));
            }
            assertEquals(answers.size(), server.requests.size());
        }
    }
}
