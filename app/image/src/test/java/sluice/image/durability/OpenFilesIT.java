package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.SimulatorOptions;

/** Case N7: a process that may open no more files and connections, its limit being lowered below what it has open. */
class OpenFilesIT {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Calls at once, more than connections that may be left from calls before. */
    private static final int CHATS = 8;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private void limit(String files) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder(PRLIMIT.toString(), "--pid=" + bot.process().pid(), "--nofile=" + files + ":")
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    private String softLimit() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(bot.process().pid()), "limits"))
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.replaceAll("Max open files +(\\S+) .*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void messages_wait_until_files_can_be_opened_again_and_health_tells() throws IOException, InterruptedException {
        if (!Files.isExecutable(PRLIMIT)) {
            System.out.println("SKIPPED, since there is no " + PRLIMIT);
            Assumptions.abort("there is no " + PRLIMIT);
        }
        Chats chats = new Chats(bot.telegram(), CHATS);
        // So that a single failure that counts makes a dead letter.
        bot.configure("deliver.max-retries: 0", chats.watches());
        bot.start();
        bot.telegram().awaitPolls(2);
        String before = softLimit();
        limit("1");
        chats.flood(CHATS);
        bot.awaitLog("nothing can be sent at present: Too many open files");
        limit(before);
        bot.awaitDrained(LIMIT);
        chats.assertAllArrived();
        assertAll(
                () -> assertEquals(0, bot.stat("queue", "dead_letters")),
                () -> assertFalse(bot.process().log().contains("not delivered")),
                () -> assertEquals(503, bot.get("/healthz").status()),
                () -> assertTrue(
                        bot.get("/healthz").body().contains("sending: Too many open files"),
                        () -> bot.get("/healthz").body()));
    }
}
