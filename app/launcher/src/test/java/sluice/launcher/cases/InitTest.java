package sluice.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code sluice init}: what it asks, what it writes, and that the bot starts with it. */
class InitTest extends WithBot {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CommandRun init(Map<String, String> variables, String typed) {
        return init(variables, new ByteArrayInputStream(typed.getBytes(UTF_8)));
    }

    private CommandRun init(Map<String, String> variables, InputStream typed) {
        out.reset();
        var err = new ByteArrayOutputStream();
        int code = CommandRun.run(
                bot.time,
                variables,
                typed,
                out,
                err,
                "init",
                "--config",
                file().toString(),
                "--api-url",
                telegram.uri().toString(),
                "--data-dir",
                dir.resolve("data").toString());
        return new CommandRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Path file() {
        return dir.resolve("new.yaml");
    }

    private String written() throws IOException {
        return Files.readString(file());
    }

    @Test
    void asks_for_the_token_the_admin_and_a_first_watch_and_the_bot_copies() throws IOException {
        telegram.username(A, "destination_name");

        CommandRun ran = init(Map.of(), telegram.token() + "\n" + OWNER + "\n" + S + "\n@destination_name\n");

        assertEquals(0, ran.code(), ran.toString());
        assertEquals("", ran.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        String yaml = written();
        assertTrue(yaml.contains("admins: [" + OWNER + "]\n"), yaml);
        assertTrue(yaml.contains("  - source: " + S + "\n    destination: " + A + "\n"), yaml);
        assertFalse(ran.out().contains(telegram.token()), "the token is shown");
        bot.write(yaml + "http.port: 0\n");
        bot.startAgain();
        telegram.post(S, "first");
        awaitTexts(A, "first");
        assertTrue(Files.exists(dir.resolve("data").resolve("sluice.db")));
    }

    @Test
    void learns_the_admin_from_start_and_the_source_from_a_forwarded_post() throws IOException {
        telegram.post(OWNER, "/start");
        PipedOutputStream keyboard = new PipedOutputStream();
        CompletableFuture<CommandRun> running;
        try (PipedInputStream typed = new PipedInputStream(keyboard)) {
            running = CompletableFuture.supplyAsync(() -> init(Map.of("SLUICE_TOKEN", telegram.token()), typed));
            bot.await("the question whether it is you", () -> shown().contains("Is that you? [Y/n]"));
            type(keyboard, "y");
            bot.await("the question for the source", () -> shown().contains("Source:"));
            telegram.draft(OWNER)
                    .text("news")
                    .forwardOf(telegram.post(S, "news"))
                    .post();
            bot.await("the question for the destination", () -> shown().contains("Destination:"));
            type(keyboard, "");
            assertEquals(0, running.join().code(), running.join().toString());
        }
        assertTrue(written().contains("admins: [" + OWNER + "]\n"), written());
        assertTrue(written().contains("  - source: " + S + "\n    destination: me\n"), written());
        assertTrue(shown().contains("owner (" + OWNER + ") has sent /start."), shown());
    }

    private static void type(PipedOutputStream keyboard, String line) throws IOException {
        keyboard.write((line + "\n").getBytes(UTF_8));
        keyboard.flush();
    }

    private String shown() {
        return out.toString(UTF_8);
    }

    @Test
    void leaves_the_token_in_the_environment_and_the_watch_for_later() throws IOException {
        CommandRun ran = init(Map.of("SLUICE_TOKEN", telegram.token()), OWNER + "\n\n");

        assertEquals(0, ran.code(), ran.toString());
        assertFalse(written().contains("token"), written());
        assertFalse(written().contains("watches"), written());
        assertTrue(ran.out().contains("Send /watch to the bot"), ran.out());
    }

    @Test
    void says_what_is_wrong_and_asks_again() {
        CommandRun ran = init(
                Map.of(),
                "no token\n" + telegram.token() + "\nme\n" + OWNER + "\n-1009\nhttps://t.me/+x\n" + S + "\n" + S
                        + "\nme\n");

        assertAll(
                () -> assertEquals(0, ran.code(), ran.toString()),
                () -> assertTrue(ran.err().contains("telegram.token must be a bot's token"), ran.err()),
                () -> assertTrue(ran.err().contains("A user id is a number"), ran.err()),
                () -> assertTrue(ran.err().contains("Add the bot there"), ran.err()),
                () -> assertTrue(ran.err().contains("invite links"), ran.err()));
    }

    @Test
    void an_id_that_no_user_has_is_asked_again() {
        CommandRun ran = init(Map.of("SLUICE_TOKEN", telegram.token()), "9999999999999999999\n" + OWNER + "\n\n");

        assertEquals(0, ran.code(), ran.toString());
        assertTrue(ran.err().contains("A user id is a number"), ran.err());
    }

    @Test
    void a_server_that_cannot_be_reached_is_named_in_words() {
        telegram.stopListening();

        CommandRun ran = init(Map.of("SLUICE_TOKEN", telegram.token()), "");

        assertEquals(1, ran.code(), ran.toString());
        assertTrue(ran.err().contains("The token could not be tried at http://127.0.0.1:"), ran.err());
        assertFalse(ran.err().contains("Unreachable["), ran.err());
    }

    @Test
    void writes_nothing_over_a_file_without_an_answer_or_with_a_rejected_token() throws IOException {
        CommandRun cut = init(Map.of(), telegram.token() + "\n");
        CommandRun rejected = init(Map.of(), "987654321:" + "x".repeat(35) + "\n");
        assertFalse(Files.exists(file()));
        Files.writeString(file(), "# mine");
        CommandRun there = init(Map.of(), "");

        assertAll(
                () -> assertEquals(2, cut.code(), cut.toString()),
                () -> assertTrue(cut.err().startsWith("Nothing was written"), cut.err()),
                () -> assertEquals(3, rejected.code(), rejected.toString()),
                () -> assertEquals(2, there.code(), there.toString()),
                () -> assertEquals("# mine", written()));
    }

    @Test
    void what_the_configuration_would_not_take_is_asked_for_again() throws IOException {
        CommandRun ran = init(
                Map.of("SLUICE_TOKEN", telegram.token()),
                "9999999999999999\n" + OWNER + "\n" + S + "\n" + S + "\n" + A + "\n");

        assertEquals(0, ran.code(), ran.toString());
        assertTrue(ran.err().contains("A user id is a number"), ran.err());
        assertTrue(ran.err().contains("That is the source itself. Name another chat."), ran.err());
        assertTrue(written().contains("    destination: " + A + "\n"), written());
    }
}
