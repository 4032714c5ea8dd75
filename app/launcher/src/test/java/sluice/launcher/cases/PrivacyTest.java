package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases T1, T2, T4, T5 and T6: who may read, change and command. */
class PrivacyTest extends WithBot {

    private String check() {
        CommandRun run = CommandRun.printingTogether(bot, "check");
        return run.code() + " " + run.out();
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void t1_a_token_in_another_place_is_not_printed() {
        bot.configure("", S_TO_A);
        String token = telegram.token();
        telegram.stopListening();
        bot.write(bot.configuration().replace(telegram.uri().toString(), telegram.uri() + "/" + token));
        assertFalse(check().contains(token));
        bot.write(bot.configuration() + "\ndata-dir: /proc/" + token);
        assertFalse(check().contains(token));
    }

    @Test
    void t2_what_is_kept_is_for_nobody_else() throws IOException {
        bot.start("", S_TO_A);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("data"))));
    }

    @Test
    void t2_a_configuration_with_the_token_that_all_may_read_is_warned_of() throws IOException {
        bot.configure("", S_TO_A);
        assertTrue(check().startsWith("0 ok"));
        allow(bot.file(), "rw-r--r--");
        assertTrue(check().contains(
                        "warning: " + bot.file() + ": holds the token, and everybody on this machine may read it"));
    }

    @Test
    void t2_a_file_of_the_token_that_all_may_read_is_warned_of() throws IOException {
        Path token = Files.writeString(dir.resolve("token"), telegram.token());
        bot.configure("", S_TO_A);
        bot.write(bot.configuration().replaceFirst("token: .*", "token-file: token"));
        allow(token, "rw-------");
        assertTrue(check().startsWith("0 ok"), check());
        allow(token, "rw-r--r--");
        assertTrue(
                check().contains("holds the token, and everybody on this machine may read it; `chmod o-r " + token),
                check());
    }

    @Test
    void t6_plugins_that_others_may_change_are_warned_of() throws IOException {
        Path plugins = Files.createDirectory(dir.resolve("plugins"));
        Path jar =
                Files.writeString(Files.createDirectory(plugins.resolve("one")).resolve("some.jar"), "");
        allow(plugins, "rwxr-xr-x");
        bot.configure("plugins-dir: " + plugins, S_TO_A);
        assertFalse(check().contains("may change"));
        allow(jar, "rw-rw-rw-");
        assertTrue(check().contains("warning: plugins-dir: everybody on this machine may change " + jar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "fifteen-letters"})
    void t4_a_token_of_the_pages_that_can_be_guessed_is_refused(String token) {
        bot.configure("http.token: " + token, S_TO_A);
        assertTrue(check().contains("http.token: must be at least 16 letters"));
    }

    @Test
    void t5_what_somebody_else_has_written_commands_nothing() {
        bot.start("", S_TO_A);
        bot.settle();
        telegram.draft(TestBot.OWNER)
                .text("/help")
                .forwardOf(telegram.post(S, "/help"))
                .post();
        telegram.draft(TestBot.OWNER)
                .text("/help")
                .with("via_bot", "{\"id\":5,\"is_bot\":true,\"first_name\":\"other\"}")
                .post();
        bot.settle();
        assertTrue(telegram.delivered(TestBot.OWNER).stream()
                .noneMatch(message -> message.text().contains("I watch channels")));
    }
}
