package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.simulator.Answer;

/** Spec section 4: what keeps {@code sluice run} from starting, each with exit code 2 and a line that says what to do. */
class StartTest extends WithBot {

    @Test
    void a_data_directory_that_cannot_be_written_ends_with_exit_2() throws IOException {
        Path file = Files.writeString(dir.resolve("data"), "a file stands where the folder should be");

        bot.watching(S_TO_A);

        assertEquals(2, bot.exitCode());
        assertEquals(1, bot.count("data-dir: cannot write to " + file));
        assertEquals(0, bot.telegram.count("getUpdates"));
    }

    @Test
    void a_data_directory_below_a_file_ends_with_exit_2() throws IOException {
        Files.writeString(dir.resolve("file"), "");
        bot.configure("", S_TO_A);
        bot.write(bot.configuration()
                .replace("data-dir: " + dir.resolve("data"), "data-dir: " + dir.resolve("file/data")));

        bot.startAgain();

        assertEquals(2, bot.exitCode());
        assertEquals(1, bot.count("data-dir: cannot write to "));
    }

    @Test
    void it_says_what_runs_where_and_as_which_bot() {
        bot.watching(S_TO_A);
        bot.awaitLog("this bot is @sluice_simulated_bot");

        assertTrue(
                bot.log()
                        .matches(
                                "(?s).*INFO +Sluice \\d+\\.\\d+\\.\\d+\\S*, data in "
                                        + Pattern.quote(dir.resolve("data").toString())
                                        + ", listening on http://127\\.0\\.0\\.1:\\d+/\n.*INFO +running: 2 watches of 2 chats\n.*"),
                bot.log());
        assertEquals(1, bot.telegram.count("getMe"));
    }

    @Test
    void polling_does_not_wait_for_the_name_of_the_bot() {
        bot.telegram.on("getMe").always().answer(Answer.hang());
        bot.watching(S_TO_A);
        telegram.post(S, "1");
        bot.awaitDelivered(A, 1);

        assertEquals(0, bot.count("this bot is "));
    }

    @Test
    void a_missing_data_directory_is_made() {
        bot.watching(S_TO_A);

        assertTrue(Files.isDirectory(dir.resolve("data")));
    }

    @Test
    void a_port_in_use_ends_with_exit_2_before_anything_is_taken_in() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            bot.configure("", S_TO_A);
            bot.write(bot.configuration().replace("port: 0", "port: " + port));
            bot.telegram.post(TestBot.S, "waits");

            bot.startAgain();

            assertEquals(2, bot.exitCode());
            assertEquals(1, bot.count("http.port: cannot listen on 127.0.0.1:" + port));
            assertEquals(0, bot.telegram.count("getUpdates"));
            assertEquals(1, bot.telegram.pendingUpdates());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dedup, lru",
        "content-dedup, lru-contents",
        "state, ttl",
        "peer, cooldown",
        "queue, bounded",
        "queue, sqlite"
    })
    void a_module_that_does_not_exist_ends_with_exit_2_and_the_list_of_those_that_do(String role, String existing) {
        bot.start("modules: {" + role + ": no-such-module}", S_TO_A);

        assertEquals(2, bot.exitCode());
        String line = bot.log()
                .lines()
                .filter(each -> each.contains("modules." + role))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("there is no module `no-such-module` for this role"), line);
        assertTrue(line.contains("`" + existing + "`"), line);
        assertEquals(0, bot.telegram.count("getUpdates"));
    }

    @Test
    void a_module_of_another_role_is_none_for_this_one() {
        bot.start("modules: {dedup: ttl}", S_TO_A);

        assertEquals(2, bot.exitCode());
        assertEquals(1, bot.count("modules.dedup: there is no module `ttl` for this role; there is `lru`"));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        bot.start("modules: {dedup: x, queue: y}", S_TO_A);

        assertEquals(2, bot.exitCode());
        assertEquals(1, bot.count("modules.dedup: "));
        assertEquals(1, bot.count("modules.queue: "));
    }
}
