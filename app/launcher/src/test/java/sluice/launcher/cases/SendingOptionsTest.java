package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Draft;

/** {@code silent} and {@code protect} of a watch: every kind of call that sends its messages says so. */
class SendingOptionsTest extends WithBot {

    private static final String FOOTER = ", steps: [{footer: {text: bye}}]";
    private static final String EXTRACT = ", mode: extract, extract-patterns: ['[a-z]+']";

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(", preserve-source: true", "text", List.of("forwardMessage")),
                Arguments.of(", preserve-source: true", "album", List.of("forwardMessages")),
                Arguments.of("", "text", List.of("copyMessage")),
                Arguments.of("", "album", List.of("copyMessages")),
                Arguments.of(EXTRACT, "text", List.of("sendMessage")),
                Arguments.of(FOOTER, "text", List.of("sendMessage")),
                Arguments.of(FOOTER, "long", List.of("sendMessage", "sendMessage")),
                Arguments.of(FOOTER, "photo", List.of("copyMessage")),
                Arguments.of(FOOTER, "album", List.of("sendMediaGroup")),
                Arguments.of(FOOTER, "odd album", List.of("copyMessages", "sendMessage")));
    }

    private void post(String what) {
        switch (what) {
            case "text" -> telegram.post(S, "hello");
            case "long" -> telegram.post(S, "a".repeat(4_095));
            case "photo" -> telegram.draft(S).photo().caption("one").post();
            default -> {
                album().photo().caption("one").post();
                (what.equals("album") ? album().photo() : album().with("animation", "{\"file_id\":\"x\"}")).post();
            }
        }
    }

    private Draft album() {
        return telegram.draft(S).mediaGroup("g");
    }

    /** The calls that send something; the bot also asks for its rights in the chat. */
    private List<Call> sends(long chat) {
        return telegram.callsTo(chat).stream()
                .filter(call -> !call.method().startsWith("get"))
                .toList();
    }

    private static boolean says(Call call, String flag) {
        return call.parameters().path(flag).asBoolean(false);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_of_send(String options, String what, List<String> methods) {
        bot.watching(
                "{source: " + S + ", destination: " + A + ", silent: true, protect: true" + options + "}",
                "{source: " + S + ", destination: " + B + ", silent: true" + options + "}",
                "{source: " + S + ", destination: " + C + options + "}");
        post(what);
        List<Call> calls = new ArrayList<>();
        for (long chat : List.of(A, B, C)) {
            bot.advanceUntil("the calls for " + chat, () -> sends(chat).size() >= methods.size());
            calls.addAll(sends(chat));
            assertEquals(methods, sends(chat).stream().map(Call::method).toList());
        }
        calls.forEach(call -> {
            assertEquals(call.chat() != C, says(call, "disable_notification"), call::json);
            assertEquals(call.chat() == A, says(call, "protect_content"), call::json);
        });
        assertTrue(telegram.delivered(A).stream()
                .allMatch(copy -> copy.message().path("has_protected_content").asBoolean()));
    }

    /** What Telegram refuses as an answer is sent once more as none. */
    @Test
    void what_answers_no_message_after_all() {
        bot.watching("{source: " + S + ", destination: " + A + ", silent: true, protect: true}");
        long question = telegram.post(S, "question").messageId();
        bot.awaitDelivered(A, 1);
        telegram.on("copyMessage").answer(Answer.error(400, "Bad Request: message to be replied not found"));
        telegram.draft(S).text("answer").replyTo(question).post();
        bot.awaitDelivered(A, 2);
        Call last = sends(A).getLast();
        assertFalse(last.parameters().has("reply_parameters"));
        assertTrue(says(last, "disable_notification") && says(last, "protect_content"), last::json);
    }

    @Test
    void what_arrives_protected_goes_no_further_and_is_no_dead_letter() {
        bot.watching("{source: " + S + ", destination: " + A + ", protect: true}", copying(A, B));
        telegram.post(S, "hello");
        bot.awaitDelivered(A, 1);
        bot.fence();
        assertEquals(List.of(), sends(B));
        assertEquals(1, bot.stat("intake", "skipped_protected"));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    static final List<String> PATHS = List.of("protect: true", "protect: false");

    /** The way by a chat where it is protected ends there, so that the other one must not rely on it. */
    @ParameterizedTest
    @FieldSource("PATHS")
    void a_message_reaches_a_chat_by_the_way_that_is_open(String first) {
        bot.watching(
                "{source: " + S + ", destination: " + A + ", " + first + "}",
                copying(A, C),
                copying(S, B),
                copying(B, C));
        telegram.post(S, "hello");
        bot.awaitDelivered(C, 1);
        bot.fence();
        assertEquals(1, telegram.delivered(C).size());
    }
}
