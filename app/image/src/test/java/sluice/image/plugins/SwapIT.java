package sluice.image.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.image.durability.ImageBot;
import sluice.image.durability.ImageProcess;
import sluice.simulator.SimulatorOptions;

/** Every role in the image, played by a module of the image or by one of a plugin: a line of configuration says which. */
class SwapIT {

    private static final long SOURCE = -1001000000001L;
    private static final long DESTINATION = -1002000000001L;
    private static final int MESSAGES = 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    Path work;

    private Path plugins;

    @BeforeEach
    void makePlugin() throws IOException {
        plugins = Files.createDirectories(work.resolve("plugins"));
        StandIns.make(work, plugins);
        bot.telegram().channel(SOURCE, "source");
        bot.telegram().channel(DESTINATION, "destination");
    }

    @ParameterizedTest
    @CsvSource({
        "dedup, lru, set",
        "dedup, set, lru",
        "content-dedup, lru-contents, content-set",
        "content-dedup, content-set, lru-contents",
        "state, ttl, map",
        "state, map, ttl",
        "peer, cooldown, trusting",
        "peer, trusting, cooldown",
        "queue, sqlite, bounded",
        "queue, bounded, list",
        "queue, list, sqlite"
    })
    void whoever_plays_a_role_the_bot_forwards(String role, String chosen, String other) {
        configure("modules." + role + ": " + chosen);
        bot.start();
        for (int i = 0; i < MESSAGES; i++) {
            bot.telegram().post(SOURCE, "message " + i);
        }
        bot.telegram().awaitDelivered(DESTINATION, MESSAGES);
        bot.awaitDrained(LIMIT);

        assertEquals(MESSAGES, bot.telegram().delivered(DESTINATION).size());
        assertEquals(0, bot.stat("queue", "dead_letters"));
        String shown = ImageProcess.output("modules", "--url", bot.address());
        assertTrue(shown.lines().anyMatch(line -> line.matches(role + " +" + chosen + " +active .*")), shown);
        assertTrue(shown.lines().anyMatch(line -> line.matches(role + " +" + other + " +available .*")), shown);
    }

    @Test
    void a_name_that_is_not_there_ends_with_2_and_says_what_is_and_where_it_came_from() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no jar");
        configure("modules: {dedup: sett, queue: kafka}");
        assertEquals(2, bot.launch().await(LIMIT));
        String log = bot.process().log();
        assertTrue(
                log.contains("modules.dedup: there is no module `sett` for this role; there is"
                        + " `lru` (sluice.dedup.LruDeduplicator, from image), `set` (standins.SetDedup, from standins.jar);"
                        + " unusable: broken.jar (load: FindException: Error reading "),
                log);
        assertTrue(log.contains("modules.queue: there is no module `kafka`"), log);
    }

    @Test
    void a_name_of_two_ends_with_2_and_says_which() {
        StandIns.makeOther(work, plugins);
        configure("modules.dedup: set");
        assertEquals(2, bot.launch().await(LIMIT));
        String log = bot.process().log();
        assertTrue(
                log.contains("modules.dedup: `set` is the name of several modules:"
                        + " `set` (other.SetDedup, from other.jar), `set` (standins.SetDedup, from standins.jar)"),
                log);
    }

    @Test
    void a_role_that_nobody_is_left_to_play_ends_with_2() {
        configure("modules: {peer: cooldown, disabled: [cooldown, trusting]}");
        assertEquals(2, bot.launch().await(LIMIT));
        String log = bot.process().log();
        assertTrue(log.contains("modules.peer: `cooldown` is disabled by modules.disabled; there is none at all"), log);
    }

    private void configure(String modules) {
        bot.configure(
                "plugins-dir: " + plugins + "\n" + modules + "\ncleanup.interval: 1s",
                List.of(ImageBot.copying(SOURCE, DESTINATION)));
    }
}
