package sluice.image.plugins;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sluice.image.durability.ImageBot;
import sluice.launcher.cases.Plugin;
import sluice.simulator.SimulatorOptions;

/**
 * The image in a heap that is too small for what a plugin would like to keep: it gives something up when it is told to, and the
 * bot forwards on.
 */
class PressureIT {

    private static final long SOURCE = -1001000000001L;
    private static final long DESTINATION = -1002000000001L;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String SMALL_HEAP = "-Xmx40m";
    private static final Pattern GIVEN_UP = Pattern.compile("- hoard: [1-9]\\d* removed in ");

    /** A cache that grows by about 1.2 MB a second, without a bound, and gives up as large a share as it is asked to. */
    private static final String HOARD = """
            @Provider(name = "hoard")
            public class Hoard implements Component, Cleanable, StatsProvider {
                private final ArrayDeque<byte[]> kept = new ArrayDeque<>();
                @Override public void start(ComponentContext context) {
                    for (int i = 0; i < 340; i++) keep();
                    Thread.ofVirtual().start(() -> {
                        while (true) {
                            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                            for (int i = 0; i < 3; i++) keep();
                        }
                    });
                }
                private synchronized void keep() { kept.add(new byte[40_000]); }
                @Override public synchronized CleanupResult clean(CleanupContext why) {
                    int many = (int) Math.ceil(why.pressure() * kept.size());
                    for (int i = 0; i < many; i++) kept.remove();
                    return new CleanupResult(many);
                }
                @Override public synchronized Stats stats() { return Stats.empty().with("kept", kept.size()); }
            }
            """;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    Path work;

    private long posted;

    @Test
    void what_can_be_given_up_is_and_every_message_arrives() {
        new Plugin(work, "hoard")
                .provider("Hoard", HOARD, "Cleanable", "StatsProvider")
                .into(work.resolve("plugins"));
        bot.telegram().channel(SOURCE, "source");
        bot.telegram().channel(DESTINATION, "destination");
        bot.configure("plugins-dir: " + work.resolve("plugins"), List.of(ImageBot.copying(SOURCE, DESTINATION)));
        bot.start(SMALL_HEAP);

        bot.await("two cleanups for want of memory", LIMIT, () -> {
            post(20);
            return bot.stat("cleanup", "pressure_runs") >= 2;
        });
        bot.awaitDrained(LIMIT);

        assertAll(
                () -> assertTrue(bot.process().log().contains("memory runs short ("), "the log says why"),
                () -> assertTrue(GIVEN_UP.matcher(bot.process().log()).find(), "the log says what was given up"),
                () -> assertEquals(posted, bot.telegram().ledger().arrived()),
                () -> assertEquals(0, bot.telegram().ledger().doubled()),
                () -> assertEquals(0, bot.telegram().ledger().outOfOrder()),
                () -> assertEquals(0, bot.stat("queue", "dead_letters")),
                () -> assertTrue(bot.process().isAlive(), "it is not out of memory"));
    }

    private void post(int messages) {
        for (int i = 0; i < messages; i++) {
            bot.telegram().post(SOURCE, "message " + posted);
            posted++;
        }
    }
}
