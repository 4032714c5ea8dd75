package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;
import sluice.simulator.Fault;
import sluice.simulator.Post;
import sluice.simulator.SimulatorOptions;

/**
 * Case P12: the image is killed at a moment that is certain, once and twice in a row. From
 * <a href="https://github.com/rubenlagus/TelegramBots/issues/1386">TelegramBots#1386</a>.
 */
class KillMomentsIT {

    private static final long S = -1001000000001L;
    private static final long A = -1002000000001L;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HELD_BACK = Duration.ofSeconds(8);
    private static final List<String> THREE = List.of("1", "2", "3");

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void configure() {
        bot.telegram().channel(S, "source");
        bot.telegram().channel(A, "destination");
        bot.configure("intake.album-quiet: 100ms", List.of(ImageBot.copying(S, A)));
    }

    @AfterEach
    void letGo() {
        gate.countDown();
    }

    private void postThree() {
        THREE.forEach(text -> bot.telegram().post(S, text));
    }

    private List<String> texts() {
        return bot.telegram().delivered(A).stream().map(Delivered::text).toList();
    }

    /** Starts once more without faults, and waits until all is handled. */
    private void recover() {
        bot.telegram().clearFaults();
        bot.start();
        bot.awaitDrained(LIMIT);
    }

    /** The end of a process that has nothing left to do, so that its file can be read. */
    private List<Letter> letters() {
        bot.process().terminate();
        assertEquals(ImageProcess.SIGTERMED, bot.process().await(LIMIT));
        return Letter.after(0, bot.data());
    }

    private void assertListed(long... messages) {
        assertEquals(messages.length, bot.stat("queue", "dead_letters"));
        List<Letter> letters = letters();
        assertEquals(
                IntStream.range(0, messages.length)
                        .mapToObj(i -> "UNKNOWN_OUTCOME " + A + " " + messages[i])
                        .toList(),
                letters.stream()
                        .map(letter -> letter.reason() + " " + letter.lane() + " " + letter.message())
                        .toList());
    }

    private void assertTold(int messages) {
        String log = bot.process().log();
        assertTrue(
                log.contains(messages + " messages were being sent when the bot ended; whether they were is unknown"),
                log);
    }

    /** Keeps the bot from writing what it has taken, and tells when it has noticed. */
    private void whileTheStoreIsLocked(Runnable action) {
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + bot.data().resolve("sluice.db"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            action.run();
            bot.process().kill();
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new AssertionError("the store cannot be locked", e);
        }
    }

    // P12, first part: Telegram has handed the updates over, and nothing of them is on the disk
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void p12_killed_after_the_answer_to_get_updates_and_before_it_is_stored(int kills) {
        for (int i = 0; i < kills; i++) {
            // What waits since the last kill must not be handed out before the store is locked.
            bot.telegram().on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
            bot.start();
            whileTheStoreIsLocked(() -> {
                bot.telegram().clearFaults();
                if (bot.telegram().pendingUpdates() == 0) {
                    postThree();
                }
                // More than once: one that takes them for stored would confirm them meanwhile.
                bot.await("some tries to store them", LIMIT, () -> bot.stat("sqlite", "write_failures") > 3);
                assertEquals(503, bot.get("/healthz").status());
            });
        }
        assertEquals(THREE.size(), bot.telegram().pendingUpdates());
        assertEquals(0, bot.telegram().count("copyMessage"));
        recover();
        assertEquals(THREE, texts());
        assertListed();
    }

    // P12, first part: they are on the disk, Telegram does not know yet, and will give them out again
    @Test
    void p12_killed_twice_after_the_updates_are_stored_and_before_they_are_confirmed() {
        holdBack();
        bot.telegram()
                .on("getUpdates")
                .matching(poll -> poll.path("offset").asLong() != 0)
                .always()
                .answer(Answer.hang());
        postThree();
        killedWhenAllIsStored();
        assertEquals(THREE.size(), bot.telegram().pendingUpdates(), "Telegram must not know of it");
        killedWhenAllIsStored();
        recover();
        assertEquals(THREE, texts());
        assertEquals(0, bot.telegram().ledger().doubled());
        assertListed();
    }

    // P12, first part: Telegram has forgotten them, and only the disk knows them
    @Test
    void p12_killed_twice_after_the_updates_are_confirmed_and_before_anything_was_sent() {
        holdBack();
        postThree();
        bot.start();
        bot.telegram().awaitConfirmed();
        bot.process().kill();
        killedWhenAllIsStored();
        recover();
        assertEquals(THREE, texts());
        assertListed();
    }

    /** Nothing is sent before this is over. */
    private void holdBack() {
        bot.configure(
                "", List.of("{source: " + S + ", destination: " + A + ", delay: " + HELD_BACK.toSeconds() + "s}"));
    }

    private void killedWhenAllIsStored() {
        bot.start();
        bot.await("all to be stored", LIMIT, () -> bot.stat("queue", "pending") == THREE.size());
        bot.process().kill();
        assertEquals(0, bot.telegram().count("copyMessage"), "the machine was too slow for this test");
    }

    // P12, second part: the message stands in the chat, and its answer has not come
    @Test
    void p12_killed_between_a_send_and_its_answer() {
        bot.telegram().on("copyMessage").skip(1).answer(Answer.heldBy(gate));
        postThree();
        bot.start();
        bot.telegram().awaitDelivered(A, 2);
        bot.process().kill();
        recover();
        assertTold(1);
        assertEquals(THREE, texts());
        assertEquals(THREE.size(), bot.telegram().count("copyMessage"), "the one in flight must not be repeated");
        assertListed(2);
    }

    // P12, second part, once more at the same place
    @Test
    void p12_killed_between_a_send_and_its_answer_twice_in_a_row() {
        bot.telegram().on("copyMessage").answer(Answer.heldBy(gate), Answer.heldBy(gate));
        postThree();
        for (int i = 1; i <= 2; i++) {
            bot.start();
            bot.telegram().awaitDelivered(A, i);
            bot.process().kill();
        }
        recover();
        assertTold(1);
        assertEquals(THREE, texts());
        assertEquals(THREE.size(), bot.telegram().count("copyMessage"));
        assertListed(1, 2);
    }

    // P12, second part: the call has gone out, and the message does not stand in the chat; nobody can tell that from
    // the case before
    @Test
    void p12_killed_during_a_call_that_had_no_effect() {
        Fault hanging = bot.telegram().on("copyMessage").answer(Answer.hang());
        postThree();
        bot.start();
        bot.telegram().await("the call", () -> hanging.used() == 1);
        bot.process().kill();
        recover();
        assertTold(1);
        assertEquals(List.of("2", "3"), texts());
        assertListed(1);
    }

    // P12, second part: the answer has come, and its record is not on the disk
    @Test
    void p12_killed_between_the_answer_to_a_send_and_its_record() {
        bot.telegram().on("copyMessage").answer(Answer.heldBy(gate));
        postThree();
        bot.start();
        bot.telegram().awaitDelivered(A, 1);
        whileTheStoreIsLocked(() -> {
            gate.countDown();
            bot.await("an answer that cannot be written", LIMIT, () -> bot.stat("sqlite", "unwritten") > 0);
        });
        recover();
        assertTold(1);
        assertEquals(THREE, texts());
        assertEquals(THREE.size(), bot.telegram().count("copyMessage"));
        assertListed(1);
    }

    // P12 for an album: all its members share the one call, and its outcome
    @Test
    void p12_killed_between_the_send_of_an_album_and_its_answer() {
        bot.telegram().on("copyMessages").answer(Answer.heldBy(gate));
        bot.telegram().album(S, "g1", "1", "2", "3");
        bot.start();
        bot.telegram().awaitDelivered(A, 3);
        bot.process().kill();
        bot.telegram().post(S, "after");
        recover();
        assertTold(3);
        assertEquals(1, bot.telegram().count("copyMessages"));
        assertEquals(4, texts().size());
        assertListed(1, 2, 3);
    }

    // an unknown outcome is found once, and stays listed
    @Test
    void p12_killed_again_right_after_the_start() {
        bot.telegram().on("copyMessage").answer(Answer.heldBy(gate));
        bot.telegram().post(S, "1");
        bot.start();
        bot.telegram().awaitDelivered(A, 1);
        bot.process().kill();
        bot.start();
        assertTold(1);
        bot.process().kill();
        bot.telegram().post(S, "2");
        recover();
        assertEquals(0, bot.stat("sqlite", "unknown_outcomes"));
        assertEquals(List.of("1", "2"), texts());
        assertListed(1);
    }

    // M5: the durable queue knows the message after a kill too
    @Test
    void m5_a_message_that_comes_again_after_a_kill_is_sent_once() {
        bot.start();
        Post post = bot.telegram().post(S, "1");
        bot.telegram().awaitDelivered(A, 1);
        bot.awaitDrained(LIMIT);
        bot.process().kill();
        bot.telegram().redeliver(post);
        bot.telegram().post(S, "2");
        recover();
        assertAll(
                () -> assertEquals(List.of("1", "2"), texts()),
                () -> assertEquals(0, bot.telegram().ledger().doubled()),
                () -> assertEquals(1, bot.stat("intake", "skipped_duplicate")));
    }
}
