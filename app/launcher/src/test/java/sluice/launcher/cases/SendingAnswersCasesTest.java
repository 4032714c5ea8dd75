package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;

/**
 * What each answer to a send means. All rows are tried at once with one bot, each with a source and a destination of its own:
 * the first of two messages gets the answer, and when both arrive tells what was made of it.
 */
class SendingAnswersCasesTest {

    private static final long FIRST_SOURCE = -1003000000000L;
    private static final long FIRST_DESTINATION = -1004000000000L;

    /** Rows are begun in groups, one each second: at one instant not even a pace of a million a second lets more through. */
    private static final int GROUP = 10;

    /** Long enough for the retry of a chat that cools down. */
    private static final int SECONDS = 62;

    /** What an answer means. */
    private enum Kind {
        /** The chat cools down for 60 s and its messages wait. */
        CHAT,
        /** This message is a dead letter, and the next goes out at once. */
        MESSAGE,
        /** It is tried again after so many seconds, and the next waits. */
        LATER,
        /** It may have been sent: a dead letter that is not repeated, and the next goes out at once. */
        UNKNOWN
    }

    private record Row(String name, Answer answer, Kind kind, int seconds) {}

    @TempDir
    Path dir;

    /**
     * E4, E5, E6, C5. Descriptions as the Bot API server composes them (tdlib/telegram-bot-api, Client.cpp) and as they are
     * reported: TelegramBotAPI/errors, vrumger/telegram-errors, tucnak/telebot#659, TelegramBots/Telegram.Bot#648.
     */
    private static final String DESCRIPTIONS = """
            CHAT    | 403 | Forbidden: bot was kicked from the group chat
            CHAT    | 403 | Forbidden: bot was kicked from the supergroup chat
            CHAT    | 403 | Forbidden: bot was kicked from the channel chat
            CHAT    | 403 | Forbidden: bot is not a member of the group chat
            CHAT    | 403 | Forbidden: bot is not a member of the supergroup chat
            CHAT    | 403 | Forbidden: bot is not a member of the channel chat
            CHAT    | 403 | Forbidden: the group chat was deleted
            CHAT    | 403 | Forbidden: bot was blocked by the user
            CHAT    | 403 | Forbidden: user is deactivated
            CHAT    | 403 | Forbidden: bot can't initiate conversation with a user
            CHAT    | 403 | Forbidden: bot can't send messages to bots
            CHAT    | 403 | Forbidden: not enough rights to send text messages to the chat
            CHAT    | 403 | Forbidden: something that nobody has reported yet
            CHAT    | 400 | Bad Request: chat not found
            CHAT    | 400 | Bad Request: private chat not found
            CHAT    | 400 | Bad Request: user not found
            CHAT    | 400 | Bad Request: group chat was deactivated
            CHAT    | 400 | Bad Request: group is deactivated
            CHAT    | 400 | Bad Request: group chat was upgraded to a supergroup chat
            CHAT    | 400 | Bad Request: not enough rights to send text messages to the chat
            CHAT    | 400 | Bad Request: have no rights to send a message
            CHAT    | 400 | Bad Request: have no write access to the chat
            CHAT    | 400 | Bad Request: need administrator rights in the channel chat
            CHAT    | 400 | Bad Request: CHAT_WRITE_FORBIDDEN
            CHAT    | 400 | Bad Request: CHAT_SEND_PLAIN_FORBIDDEN
            CHAT    | 400 | Bad Request: CHAT_GUEST_SEND_FORBIDDEN
            CHAT    | 400 | Bad Request: CHAT_ADMIN_REQUIRED
            CHAT    | 400 | Bad Request: CHAT_RESTRICTED
            CHAT    | 400 | Bad Request: CHAT_FORBIDDEN
            CHAT    | 400 | Bad Request: CHAT_ID_INVALID
            CHAT    | 400 | Bad Request: CHANNEL_PRIVATE
            CHAT    | 400 | Bad Request: CHANNEL_INVALID
            CHAT    | 400 | Bad Request: PEER_ID_INVALID
            CHAT    | 400 | Bad Request: USER_IS_BLOCKED
            CHAT    | 400 | Bad Request: INPUT_USER_DEACTIVATED
            CHAT    | 400 | Bad Request: USER_BANNED_IN_CHANNEL
            CHAT    | 400 | Bad Request: PRIVACY_PREMIUM_REQUIRED
            CHAT    | 400 | Bad Request: ALLOW_PAYMENT_REQUIRED_10
            CHAT    | 400 | Bad Request: failed to send message #1 with the error message "CHAT_WRITE_FORBIDDEN"
            MESSAGE | 400 | Bad Request: message to copy not found
            MESSAGE | 400 | Bad Request: message to forward not found
            MESSAGE | 400 | Bad Request: there are no messages to forward
            MESSAGE | 400 | Bad Request: message can't be copied
            MESSAGE | 400 | Bad Request: message can't be forwarded
            MESSAGE | 400 | Bad Request: the message can't be forwarded
            MESSAGE | 400 | Bad Request: MESSAGE_ID_INVALID
            MESSAGE | 400 | Bad Request: message identifier is not specified
            MESSAGE | 400 | Bad Request: CHAT_FORWARDS_RESTRICTED
            MESSAGE | 400 | Bad Request: message thread not found
            MESSAGE | 400 | Bad Request: message thread is not a forum topic thread
            MESSAGE | 400 | Bad Request: TOPIC_CLOSED
            MESSAGE | 400 | Bad Request: TOPIC_DELETED
            MESSAGE | 400 | Bad Request: message to be replied not found
            MESSAGE | 400 | Bad Request: message is too long
            MESSAGE | 400 | Bad Request: message text is empty
            MESSAGE | 400 | Bad Request: message caption is too long
            MESSAGE | 400 | Bad Request: wrong file identifier/HTTP URL specified
            MESSAGE | 400 | Bad Request: FILE_REFERENCE_EXPIRED
            MESSAGE | 400 | Bad Request: MEDIA_EMPTY
            MESSAGE | 400 | Bad Request: QUIZ_CORRECT_ANSWERS_EMPTY
            MESSAGE | 400 | Bad Request: POLL_OPTION_INVALID
            MESSAGE | 400 | Bad Request: VOICE_MESSAGES_FORBIDDEN
            MESSAGE | 400 | Bad Request: not enough rights to send photos to the chat
            MESSAGE | 400 | Bad Request: not enough rights to send video notes to the chat
            MESSAGE | 400 | Bad Request: not enough rights to send polls to the chat
            MESSAGE | 400 | Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN
            MESSAGE | 400 | Bad Request: CHAT_SEND_MEDIA_FORBIDDEN
            MESSAGE | 400 | Bad Request: CHAT_SEND_STICKERS_FORBIDDEN
            MESSAGE | 403 | Forbidden: CHAT_SEND_GIFS_FORBIDDEN
            MESSAGE | 400 | Bad Request: failed to send message #2 with the error message "CHAT_SEND_VIDEOS_FORBIDDEN"
            MESSAGE | 400 | Bad Request: group send failed
            MESSAGE | 400 | Bad Request: something that nobody has reported yet
            MESSAGE | 404 | Not Found: method not found
            MESSAGE | 413 | Request Entity Too Large
            LATER   | 409 | Conflict: terminated by other getUpdates request
            LATER   | 500 | Internal Server Error
            LATER   | 500 | Internal Server Error: restart
            LATER   | 502 | Bad Gateway
            LATER   | 503 | Service Unavailable
            LATER   | 504 | Gateway Timeout
            """;

    private static Stream<Row> descriptions() {
        return DESCRIPTIONS.lines().map(line -> {
            String[] cells = line.split("\\|", 3);
            int code = Integer.parseInt(cells[1].strip());
            String description = cells[2].strip();
            return new Row(description, Answer.error(code, description), Kind.valueOf(cells[0].strip()), 1);
        });
    }

    /** E1: a wait is kept, in whatever form it comes, and 5 s where the answer does not say how long. */
    private static Stream<Row> waits() {
        return Stream.of(
                wait(7, "\"Too Many Requests: retry after 7\"", "{\"retry_after\":7}"),
                wait(7, "\"Too Many Requests\"", "{\"retry_after\":\"7\"}"),
                wait(8, "\"Too Many Requests\"", "{\"retry_after\":7.2}"),
                wait(7, "\"Too Many Requests\"", "{\"retry_after\":7e0}"),
                wait(1, "\"Too Many Requests\"", "{\"retry_after\":0}"),
                wait(1, "\"Too Many Requests\"", "{\"retry_after\":-3}"),
                wait(5, "\"Too Many Requests\"", "{\"retry_after\":null}"),
                wait(5, "\"Too Many Requests\"", "{\"retry_after\":\"soon\"}"),
                wait(5, "\"Too Many Requests\"", "{\"retry_after\":[7]}"),
                wait(5, "\"Too Many Requests\"", "[]"),
                wait(5, "null", "null"),
                wait(7, "\"Too Many Requests: retry after 7\"", "null"),
                new Row("429 without parameters", Answer.floodWaitWithoutParameters(), Kind.LATER, 5),
                new Row("429 with a page", Answer.http(429, "text/html", "<h1>Slow down</h1>"), Kind.LATER, 5),
                new Row("429 with nothing", Answer.http(429, "text/plain", ""), Kind.LATER, 5),
                new Row("429 with JSON of a proxy", json(429, "{\"error\":\"rate limited\"}"), Kind.LATER, 5),
                new Row("429 with a header", raw("429 Slow down", "Retry-After: 9", "slow down"), Kind.LATER, 9),
                new Row(
                        "429 with a date",
                        raw("429 Slow down", "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT", ""),
                        Kind.LATER,
                        5));
    }

    /** E9: what is no answer of the Bot API is tried again, unless its status says that the call may have worked. */
    private static Stream<Row> garbage() {
        return Stream.of(
                new Row("a proxy's page", Answer.garbage(), Kind.LATER, 1),
                new Row(
                        "a page with 200",
                        Answer.http(200, "text/html", "<h1>Welcome to the hotel</h1>"),
                        Kind.UNKNOWN,
                        1),
                new Row("a page with 403", Answer.http(403, "text/html", "<h1>Blocked</h1>"), Kind.LATER, 1),
                new Row("a page with 404", Answer.http(404, "text/html", "<h1>404</h1>"), Kind.LATER, 1),
                new Row("a redirect", raw("302 Found", "Location: http://127.0.0.1:1/login", ""), Kind.LATER, 1),
                new Row("nothing with 200", Answer.http(200, "application/json", ""), Kind.UNKNOWN, 1),
                new Row("half of a JSON", json(200, "{\"ok\":true,\"result\":{\"mess"), Kind.UNKNOWN, 1),
                new Row("null", json(200, "null"), Kind.UNKNOWN, 1),
                new Row("an array", json(200, "[{\"ok\":true}]"), Kind.UNKNOWN, 1),
                new Row("a number", json(200, "42"), Kind.UNKNOWN, 1),
                new Row("another object", json(200, "{\"status\":\"up\"}"), Kind.UNKNOWN, 1),
                new Row("nested a thousandfold", json(200, "[".repeat(100_000)), Kind.UNKNOWN, 1),
                new Row("bytes that are no text", raw("200 OK", "X: y", "\u0000\u00ff\u00fe"), Kind.UNKNOWN, 1),
                new Row("cut short", Answer.truncated(), Kind.UNKNOWN, 1));
    }

    private static Row wait(int seconds, String description, String parameters) {
        String body = "{\"ok\":false,\"error_code\":429,\"description\":" + description + ",\"parameters\":"
                + parameters + "}";
        return new Row("429 " + description + " " + parameters, json(429, body), Kind.LATER, seconds);
    }

    private static Answer json(int status, String body) {
        return Answer.http(status, "application/json", body);
    }

    private static Answer raw(String status, String header, String body) {
        String text = "HTTP/1.1 " + status + "\r\n" + header + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        return Answer.raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @TestFactory
    List<DynamicTest> e1_e4_e5_e6_e9_every_answer_is_of_its_kind() {
        List<Row> rows = Stream.of(descriptions(), waits(), garbage())
                .flatMap(all -> all)
                .toList();
        try (TestBot bot = new TestBot(dir)) {
            long begun = bot.time.now().getEpochSecond();
            run(bot, rows);
            String log = bot.log();
            List<DynamicTest> tests = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                List<String> arrived = arrivals(bot, i, begun);
                long destination = FIRST_DESTINATION - i;
                tests.add(dynamicTest(row.kind() + " " + row.name(), () -> check(row, arrived, destination, log)));
            }
            return tests;
        }
    }

    private static void run(TestBot bot, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            bot.telegram.channel(FIRST_SOURCE - i, "source");
            bot.telegram.channel(FIRST_DESTINATION - i, "destination");
            bot.telegram
                    .on("copyMessage")
                    .chat(FIRST_DESTINATION - i)
                    .answer(rows.get(i).answer());
        }
        bot.start(
                "modules.queue: bounded",
                IntStream.range(0, rows.size())
                        .mapToObj(i -> WithBot.copying(FIRST_SOURCE - i, FIRST_DESTINATION - i))
                        .toArray(String[]::new));
        for (int i = 0; i < rows.size(); i++) {
            bot.telegram.post(FIRST_SOURCE - i, "first");
            bot.telegram.post(FIRST_SOURCE - i, "second");
            if (i % GROUP == GROUP - 1) {
                bot.settle();
                bot.time.advance(Duration.ofSeconds(1));
            }
        }
        bot.settle();
        for (int i = 0; i < SECONDS; i++) {
            bot.time.advance(Duration.ofSeconds(1));
            bot.settle();
        }
    }

    /** What arrived, in order, each with how many seconds after it was posted. */
    private static List<String> arrivals(TestBot bot, int row, long begun) {
        long posted = begun + row / GROUP;
        return bot.telegram.delivered(FIRST_DESTINATION - row).stream()
                .map((Delivered message) -> message.text() + " after "
                        + (message.message().path("date").asLong() - posted) + " s")
                .toList();
    }

    private static void check(Row row, List<String> arrived, long destination, String log) {
        switch (row.kind()) {
            case CHAT -> {
                assertEquals(List.of("first after 60 s", "second after 60 s"), arrived);
                assertTrue(log.contains("chat " + destination + " cannot be used: " + row.name()));
            }
            case MESSAGE -> {
                assertEquals(List.of("second after 0 s"), arrived);
                assertTrue(log.contains(WithBot.deadLetter(destination, "MESSAGE_UNUSABLE") + ": " + row.name()));
            }
            case UNKNOWN -> {
                assertEquals(List.of("second after 0 s"), arrived);
                assertTrue(log.contains(WithBot.deadLetter(destination, "UNKNOWN_OUTCOME")));
            }
            case LATER ->
                assertEquals(
                        List.of("first after " + row.seconds() + " s", "second after " + row.seconds() + " s"),
                        arrived);
        }
    }
}
