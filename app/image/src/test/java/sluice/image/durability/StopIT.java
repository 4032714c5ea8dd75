package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.Answer;
import sluice.simulator.SimulatorOptions;

/** SIGTERM while much waits. */
class StopIT {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BACKLOG = 10_000;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @Test
    void a_long_backlog_is_kept_and_arrives_after_the_next_start() {
        Chats chats = new Chats(bot.telegram(), 20);
        bot.configure("deliver.max-flood-retries: 100", chats.watches());
        bot.telegram().on("copyMessage").always().answer(Answer.floodWait(2));
        bot.start();
        chats.flood(BACKLOG);
        bot.await("a backlog", LIMIT, () -> bot.stat("queue", "pending") == BACKLOG);
        stop();
        assertTrue(bot.process().log().contains("stopped; " + BACKLOG + " messages are kept"), bot.process()::log);
        bot.telegram().clearFaults();
        bot.start();
        bot.awaitDrained(LIMIT);
        chats.assertAllArrived();
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void calls_that_are_never_answered_do_not_hold_it_up_and_are_not_repeated() {
        Chats chats = new Chats(bot.telegram(), 4);
        bot.configure("", chats.watches());
        bot.telegram().on("copyMessage").chat(chats.destination(0)).answer(Answer.hang());
        bot.telegram().on("copyMessage").chat(chats.destination(1)).answer(Answer.hangAfterApplying());
        bot.start();
        chats.flood(400);
        bot.await("the other lanes", LIMIT, () -> bot.stat("queue", "pending") == 200);
        stop();
        bot.start();
        bot.awaitDrained(LIMIT);
        stop();
        List<Letter> letters = Letter.after(0, bot.data());
        assertAll(
                () -> assertEquals(
                        List.of(chats.destination(0), chats.destination(1)),
                        letters.stream().map(Letter::lane).sorted().toList().reversed()),
                () -> letters.forEach(letter -> assertEquals("UNKNOWN_OUTCOME", letter.reason())),
                () -> chats.assertArrived(source -> source == chats.source(0) ? 1 : 0));
    }

    private void stop() {
        bot.process().terminate();
        assertEquals(ImageProcess.SIGTERMED, bot.process().await(STOP_LIMIT), "exit code");
    }
}
