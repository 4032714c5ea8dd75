package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.Answer;
import sluice.simulator.SimulatorOptions;

/** A server that takes no message for a long time: what waits is on the disk, and memory does not grow with it. */
class WaitingIT {

    private static final Duration LIMIT = Duration.ofMinutes(60);
    private static final int LANES = 40;
    /** Each lane may be told so a hundred times, so that a long run needs longer waits. */
    private static final int UPDATES_PER_SECOND_OF_WAIT = 40_000;

    /** In megabytes a minute; a short run has not settled yet, so that its whole growth is looked at. */
    private static final double MAX_SLOPE = 1.0;

    private static final double MAX_SETTLING = 2.0;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults().lean().withRecordCalls(0));

    private final int updates = Integer.getInteger("sluice.waiting.updates", 40_000);
    private final Duration hold = Duration.ofSeconds(Integer.getInteger("sluice.waiting.hold", 5));

    @Test
    void memory_does_not_grow_with_what_waits() {
        Chats chats = new Chats(bot.telegram(), LANES);
        bot.configure("deliver.max-flood-retries: 100", chats.watches());
        bot.telegram().on("copyMessage").always().answer(Answer.floodWait(4 + updates / UPDATES_PER_SECOND_OF_WAIT));
        bot.start();
        MemoryCurve memory = new MemoryCurve(bot.process(), Duration.ofMillis(200));
        long start = System.nanoTime();
        chats.flood(updates);
        await("the warm-up", memory, updates / 4);
        int warm = memory.size();
        await("all to wait", memory, updates);
        double taken = seconds(start);
        long end = System.nanoTime() + hold.toNanos();
        bot.await("the bot to hold out", LIMIT, () -> {
            memory.look();
            return System.nanoTime() - end > 0;
        });
        long size = size();
        double slope = memory.slopeFrom(warm);
        System.out.printf(
                Locale.ROOT,
                "WaitingIT: %d updates received within %.0f s (%.0f/s), %d MB on disk; resident (s:MB) %s; %.2f MB/min%n",
                updates,
                taken,
                updates / taken,
                size >> 20,
                memory.points(20),
                slope);
        assertAll(
                () -> assertTrue(
                        slope <= MAX_SLOPE || memory.growthFrom(warm) <= MAX_SETTLING,
                        () -> "resident memory grows by " + slope + " MB a minute"),
                () -> assertEquals(updates, bot.stat("queue", "pending")),
                () -> assertEquals(0, bot.stat("queue", "dropped") + bot.stat("queue", "dead_letters")),
                () -> assertEquals(0, bot.telegram().ledger().arrived()));
        bot.telegram().clearFaults();
        long recovered = System.nanoTime();
        bot.awaitDrained(LIMIT);
        System.out.printf(
                Locale.ROOT,
                "WaitingIT: all sent within %.0f s (%.0f/s); resident %d MB%n",
                seconds(recovered),
                updates / seconds(recovered),
                bot.process().residentKilobytes() >> 10);
        chats.assertAllArrived();
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    private void await(String what, MemoryCurve memory, int pending) {
        bot.await(what, LIMIT, () -> {
            memory.look();
            return bot.stat("queue", "pending") >= pending;
        });
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** How large the files of the store are together, in bytes. */
    private long size() {
        try (var files = Files.list(bot.data())) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
