package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import sluice.base.log.LogLevels;
import sluice.simulator.Answer;

/** Whole runs with all that can be logged, and everything going wrong: the token is nowhere. */
class TokenCasesTest extends WithBot {

    /** Below INFO it shows where each process is started from, as a stack trace; SQLite's library starts one when it is loaded. */
    private static final String PROCESSES = "java.lang.ProcessBuilder";

    private LogLevels levels;
    private LibraryLog libraries;

    @BeforeEach
    void logEverything() throws ReflectiveOperationException {
        levels = LogLevels.asTheyAre().and(Logger.ROOT_LOGGER_NAME, Level.TRACE).and(PROCESSES, Level.INFO);
        libraries = new LibraryLog();
    }

    @AfterEach
    void logAsBefore() throws ReflectiveOperationException {
        libraries.close();
        levels.close();
    }

    /** Everything that can go wrong with a call; with a server that even repeats the token in what it says. */
    private List<Answer> faults() {
        String echo = "Bad Request: /bot" + telegram.token() + "/copyMessage";
        return List.of(
                Answer.floodWait(1),
                Answer.floodWaitWithoutParameters(),
                Answer.error(400, "Bad Request: chat not found"),
                Answer.error(400, echo),
                Answer.error(403, "Forbidden: bot was kicked from the channel chat"),
                Answer.error(403, echo),
                Answer.error(409, "Conflict: terminated by other getUpdates request"),
                Answer.error(500, echo),
                Answer.migrateTo(S),
                Answer.garbage(),
                Answer.http(200, "text/html", "<h1>" + echo + "</h1>"),
                Answer.http(502, "text/html", "<h1>" + echo + "</h1>"),
                Answer.http(302, "text/plain", echo),
                Answer.raw(
                        ("HTTP/1.1 301 Moved\r\nLocation: /bot" + telegram.token() + "/x\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)),
                Answer.raw(("nonsense /bot" + telegram.token() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)),
                Answer.raw(("HTTP/1.1 200 OK\r\nContent-Length: /bot" + telegram.token() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)),
                Answer.truncated(),
                Answer.closeWithoutAnswer(),
                Answer.reset(),
                Answer.hang());
    }

    // C13: heroiclabs/nakama#737, PokemonGo-Bot#4935
    @Test
    void c13_the_token_is_nowhere_whatever_goes_wrong_with_a_send() throws ReflectiveOperationException {
        List<Answer> faults = faults();
        List<String> watches = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            long destination = A - 100 - i;
            telegram.channel(destination, "destination");
            telegram.onAny().chat(destination).always().answer(faults.get(i));
            watches.add(copying(S, destination));
        }
        bot.watching(watches.toArray(String[]::new));
        telegram.post(S, "message");
        bot.await("the calls", () -> telegram.calls("copyMessage").size() >= faults.size());
        // What is tried again at once or waits for its time limit goes on and on: nothing settles here.
        bot.advanceUntil(
                "the end of all tries, but of the one that has moved to where it came from",
                () -> bot.stat("worker", "failed") + bot.stat("peer", "failed_peers") == faults.size() - 1);
        assertNoToken();
        assertFalse(String.join("\n", texts(OWNER)).contains(secret()), "the token is in a notice");
        // What goes wrong at once is one notice.
        assertFalse(texts(OWNER).isEmpty());
    }

    // C13: heroiclabs/nakama#737, PokemonGo-Bot#4935
    @Test
    void c13_the_token_is_nowhere_whatever_goes_wrong_with_a_poll() throws ReflectiveOperationException {
        bot.watching(copying(S, A));
        bot.settle();
        for (Answer fault : faults()) {
            long polls = telegram.count("getUpdates");
            telegram.on("getUpdates").times(2).answer(fault);
            telegram.post(S, "message");
            bot.advanceUntil("the polls to fail", () -> telegram.count("getUpdates") >= polls + 2);
            assertNoToken();
        }
        assertTrue(bot.stat("intake", "poll_failures") >= 20);
    }

    // C13: what the client itself says when there is no server, or another one than it thinks
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "https://127.0.0.1:%d",
                "http://no-such-host.invalid",
                "http://127.0.0.1:%d/some/path"
            })
    void c13_the_token_is_nowhere_when_the_server_cannot_be_talked_to(String server)
            throws ReflectiveOperationException {
        bot.configure("", copying(S, A));
        bot.write(bot.configuration()
                .replace(
                        telegram.uri().toString(),
                        server.formatted(telegram.uri().getPort())));
        bot.startAgain();
        bot.await("a word about it", () -> bot.log().contains("polling fails") || bot.ended());
        assertNoToken();
        CompletableFuture<Integer> check =
                bot.run("check", "--config", bot.file().toString());
        bot.await("the check to end", check::isDone);
        assertNoToken();
    }

    // C13: the token in a place where it does not belong, or cannot be read
    @ParameterizedTest
    @ValueSource(
            strings = {
                "telegram: {tokn: 'TOKEN'}",
                "telegram: {token: ['TOKEN']}",
                "telegram: {token: 'TOKEN ', api-url: 'https://api.telegram.org/botTOKEN/'}",
                "telegram: {api-url: 'https://api.telegram.org/botTOKEN/?TOKEN'}",
                "telegram: {token: 'TOKEN', api-url: 'ftp://TOKEN@api.telegram.org'}",
                "telegram: 'TOKEN'",
                "TOKEN: x",
                "telegram: {token: 'TOKEN'}\nadmins: ['TOKEN']\nhttp: {port: 'TOKEN'}\ncleanup.interval: 'TOKEN'",
                "telegram: {token: 'TOKEN'}\nwatches: [{source: 'TOKEN', destination: 'me', blacklist-regex: ['(TOKEN']}]",
                "telegram: {token: 'TOKEN'",
                "telegram: {token: 'TOKEN'}\ntelegram: {token: 'TOKEN'}",
                "telegram: {token-file: 'TOKEN'}"
            })
    void c13_the_token_is_in_no_complaint_about_the_configuration(String yaml) throws ReflectiveOperationException {
        bot.write(yaml.replace("TOKEN", telegram.token()));
        for (String command : List.of("run", "check", "modules")) {
            CompletableFuture<Integer> ended =
                    bot.run(command, "--config", bot.file().toString());
            bot.await(command + " to end", ended::isDone);
            assertEquals(2, ended.join(), command);
        }
        assertTrue(bot.log().contains("sluice.yaml"), bot.log());
        assertNoToken();
    }

    private void assertNoToken() throws ReflectiveOperationException {
        assertClean("log", bot.log());
        assertClean("output", bot.output());
        assertClean("log of libraries", libraries.text());
        if (bot.count("listening on") == 1 && !bot.ended()) {
            for (String page : List.of("/stats", "/healthz", "/", "/metrics")) {
                assertClean(page, bot.get(page).body());
            }
        }
    }

    private void assertClean(String place, String text) {
        assertFalse(text.contains(secret()), "the token is in the " + place);
        assertFalse(text.contains(URLEncoder.encode(telegram.token(), StandardCharsets.UTF_8)), place);
    }

    /** The part of the token that makes it a secret. */
    private String secret() {
        return telegram.token().substring(telegram.token().indexOf(':') + 1);
    }
}
