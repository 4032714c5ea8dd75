package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.SimulatorOptions;

/** A disk that is never full as long as the log of changes is put away in time. */
class TightDiskIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LANES = 5;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private SmallDisk disk;

    @AfterEach
    void unmount() {
        // Where none could be mounted, the test was skipped.
        if (disk != null) {
            bot.process().discard();
            disk.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4m", "9m"})
    void much_passes_over_a_disk_that_holds_little(String size) {
        disk = SmallDisk.mount(bot.data(), size);
        Chats chats = new Chats(bot.telegram(), LANES);
        bot.configure("", chats.watches());
        bot.start();
        for (int i = 0; i < 5; i++) {
            chats.flood(1_000);
            bot.awaitDrained(LIMIT);
        }
        chats.assertAllArrived();
        assertEquals(0, bot.stat("sqlite", "write_failures"));
        assertEquals(200, bot.get("/healthz").status());
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }
}
