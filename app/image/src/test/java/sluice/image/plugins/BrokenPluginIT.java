package sluice.image.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.image.durability.ImageBot;
import sluice.image.durability.ImageProcess;
import sluice.simulator.SimulatorOptions;

/** The image with each kind of broken plugin: it is told of in the statistics, in the log and by `sluice modules`, and the bot forwards. */
@Timeout(120) // what hangs here must not hang the build
class BrokenPluginIT {

    private static final long SOURCE = -1001000000001L;
    private static final long DESTINATION = -1002000000001L;
    /** On which whatever spins where it must not is alone. */
    private static final String ONE_PROCESSOR = "-XX:ActiveProcessorCount=1";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    Path work;

    private Path plugins;

    @BeforeEach
    void configure() throws IOException {
        plugins = Files.createDirectories(work.resolve("plugins"));
        bot.telegram().channel(SOURCE, "source");
        bot.telegram().channel(DESTINATION, "destination");
        bot.configure(
                "plugins-dir: " + plugins + "\ncleanup.interval: 1s\nstats.interval: 1s",
                List.of(ImageBot.copying(SOURCE, DESTINATION)));
    }

    @ParameterizedTest
    @MethodSource("sluice.image.plugins.Broken#all")
    void one_is_told_of_and_the_bot_forwards(Broken broken) {
        broken.maker().accept(work, plugins);
        bot.start(ONE_PROCESSOR);
        forward(1);

        bot.await("trouble with " + broken, LIMIT, () -> trouble(broken.name()).isPresent());
        JsonNode trouble = trouble(broken.name()).orElseThrow();
        assertEquals(broken.state(), trouble.path("state").asText());
        assertEquals(broken.phase(), trouble.path("phase").asText());
        String cause = trouble.path("cause").asText();
        assertTrue(cause.matches(broken.cause()), cause);
        assertTrue(bot.process().log().contains(cause), "the log says it too");
        String shown = modules();
        String row = shown.lines()
                .filter(line -> line.matches("- +" + broken.name() + " +" + broken.state() + " .*"))
                .findFirst()
                .orElse(shown);
        assertTrue(row.contains(broken.phase() + ": " + cause), shown);

        int cleanups = cleanups();
        bot.await("two more cleanups", LIMIT, () -> cleanups() >= cleanups + 2);
        forward(2);
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    /** What leaks can be seen to. That the heap fills up in the end cannot be prevented in one process. */
    @Test
    void one_that_leaks_shows_it_in_its_figures_and_the_bot_goes_on() {
        Fixture.make(work, "leaks", """
                private static final List<byte[]> KEPT = new ArrayList<>();
                @Override public synchronized CleanupResult clean(CleanupContext why) {
                    KEPT.add(new byte[100_000]);
                    return CleanupResult.NOTHING;
                }
                @Override public synchronized Stats stats() { return Stats.empty().with("kept_bytes", KEPT.size() * 100_000L); }
                """, plugins);
        bot.startAtDebug();
        bot.await("it to grow", LIMIT, () -> bot.stat("leaks", "kept_bytes") >= 300_000);
        forward(1);
        assertTrue(bot.process().log().contains("- leaks: kept_bytes "));
    }

    @Test
    void one_that_hangs_when_it_is_closed_does_not_hold_up_the_end() {
        Fixture.make(work, "sticks", "@Override public void close() { hang(); }", plugins);
        bot.start();
        forward(1);
        bot.process().terminate();
        assertEquals(143, bot.process().await(Duration.ofSeconds(8)));
        assertTrue(bot.process().log().contains("module sticks did not close in time and is left behind"));
        bot.start();
        forward(2);
    }

    private void forward(int count) {
        bot.telegram().post(SOURCE, "message " + count);
        bot.telegram().awaitDelivered(DESTINATION, count);
    }

    private int cleanups() {
        return bot.process().log().split("🧹", -1).length - 1;
    }

    private Optional<JsonNode> trouble(String name) {
        return StreamSupport.stream(troubles().spliterator(), false)
                .filter(module -> module.path("name").asText().equals(name))
                .findFirst();
    }

    private JsonNode troubles() {
        return bot.stats().path("modules").path("troubles");
    }

    private String modules() {
        return ImageProcess.output("modules", "--url", bot.address());
    }
}
