package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.SimulatorOptions;

/**
 * Case L9: a store that the bot's user cannot write, as another program or a start by root leaves it. Root can write everything, so that
 * it runs the bot as nobody.
 */
class OtherUserIT {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final List<String> AS_NOBODY =
            List.of(SETPRIV.toString(), "--reuid=nobody", "--regid=65534", "--clear-groups");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private final boolean isRoot = System.getProperty("user.name").equals("root");
    private UserPrincipal user;

    @BeforeEach
    void leaveAStore() throws IOException, InterruptedException {
        bot.configure("", new Chats(bot.telegram(), 1).watches());
        user = Files.getOwner(bot.data());
        if (isRoot) {
            requireNobody();
            user = bot.data().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(bot.data(), user);
            Files.setOwner(bot.configuration(), user);
        }
        ImageProcess process = launch("run");
        bot.await("the bot to listen", LIMIT, () -> process.log().contains("listening on"));
        process.terminate();
        process.await(LIMIT);
    }

    private void requireNobody() throws IOException, InterruptedException {
        boolean works =
                Files.isExecutable(SETPRIV) && bot.as(AS_NOBODY, "--version").await(LIMIT) == 0;
        if (!works) {
            String why =
                    "the image cannot be run as nobody here: " + SETPRIV + " and a way to the image for all are needed";
            System.out.println("SKIPPED, since " + why);
            Assumptions.abort(why);
        }
    }

    private ImageProcess launch(String command) {
        return bot.as(
                isRoot ? AS_NOBODY : List.of(),
                command,
                "--config",
                bot.configuration().toString());
    }

    private void assertRefused(String owner, String mode) throws IOException {
        Path store = bot.data().resolve("sluice.db");
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString(mode));
        for (String command : List.of("check", "run")) {
            ImageProcess process = launch(command);
            assertEquals(2, process.await(LIMIT), process::log);
            String line =
                    "data-dir: " + store + " cannot be written: it belongs to " + owner + " and has the mode " + mode;
            assertTrue(process.log().contains(line), process::log);
            assertEquals(1, process.log().lines().count(), process::log);
        }
    }

    @Test
    void a_store_that_may_only_be_read_is_refused_by_check_and_run() throws IOException {
        assertRefused(user.getName(), "r--r--r--");
    }

    @Test
    void a_store_of_root_is_refused_by_check_and_run() throws IOException {
        if (!isRoot) {
            System.out.println("SKIPPED, since only root can give a file to root");
            Assumptions.abort("only root can give a file to root");
        }
        Path store = bot.data().resolve("sluice.db");
        Files.setOwner(
                store, store.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root"));
        assertRefused("root", "rw-r--r--");
    }
}
