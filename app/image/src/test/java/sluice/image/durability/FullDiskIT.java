package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.Answer;
import sluice.simulator.SimulatorOptions;

/** The disk is filled while the image runs on it, with a call under way whose answer comes when nothing can be written. */
class FullDiskIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LANES = 5;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private final CountDownLatch answer = new CountDownLatch(1);
    private SmallDisk disk;
    private Chats chats;

    @BeforeEach
    void startOnASmallDisk() {
        disk = SmallDisk.mount(bot.data(), "16m");
        chats = new Chats(bot.telegram(), LANES);
        bot.configure("", chats.watches());
        bot.telegram().on("copyMessage").chat(chats.destination(0)).answer(Answer.heldBy(answer));
        bot.start();
    }

    @AfterEach
    void unmount() {
        // Where none could be mounted, the test was skipped.
        if (disk != null) {
            bot.process().discard();
            disk.close();
        }
    }

    /** Fills the disk, and goes on until the answer to a call has come and cannot be written down. */
    private void fill() {
        chats.flood(LANES);
        bot.telegram().awaitCalls("copyMessage", LANES);
        disk.fill();
        chats.flood(6_000);
        bot.await("the store to fail", LIMIT, () -> bot.get("/healthz").status() == 503);
        answer.countDown();
        bot.await("an answer that cannot be written", LIMIT, () -> bot.stat("sqlite", "unwritten") > 0);
    }

    @Test
    void nothing_is_taken_in_while_the_disk_is_full_and_all_arrives_when_there_is_space_again() {
        fill();
        ImageBot.Page health = bot.get("/healthz");
        assertAll(
                () -> assertEquals(503, health.status()),
                () -> assertTrue(health.body().contains("queue: the store cannot be written: "), health.body()),
                () -> assertTrue(health.body().contains("full"), health.body()),
                () -> assertTrue(bot.telegram().pendingUpdates() > 0, "what cannot be kept must not be confirmed"));
        disk.free();
        bot.await("the store to work again", LIMIT, () -> bot.get("/healthz").status() == 200);
        bot.awaitDrained(LIMIT);
        chats.assertAllArrived();
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void what_was_sent_while_the_disk_was_full_is_not_sent_again_after_a_kill() {
        fill();
        bot.process().kill();
        disk.free();
        bot.start();
        bot.awaitDrained(LIMIT);
        bot.process().terminate();
        bot.process().await(LIMIT);
        List<Letter> letters = Letter.after(0, bot.data());
        assertAll(
                () -> assertTrue(letters.stream().anyMatch(letter -> letter.lane() == chats.destination(0)), "listed"),
                () -> assertTrue(letters.size() <= LANES, letters::toString),
                () -> letters.forEach(letter -> assertEquals("UNKNOWN_OUTCOME", letter.reason())),
                () -> chats.assertArrived(source -> letters.stream()
                        .filter(letter -> letter.chat() == source)
                        .filter(letter ->
                                bot.telegram().ledger().times(letter.lane(), letter.chat(), letter.message()) == 0)
                        .count()));
    }
}
