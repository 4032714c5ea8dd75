package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Post;

/** Case L4: an edit that comes while its message is not yet copied, at each moment on its way. */
class EditMomentsTest extends WithBot {

    private static final String MEMORY = "modules: {queue: bounded}";
    private static final String DURABLE = "modules: {queue: sqlite}";
    private static final Duration SETTLE = Duration.ofSeconds(2);

    /** What is sent is what was taken in, not what Telegram has by then. */
    private static final String STEPS = ", steps: [{footer: {text: bye, separator: ' '}}]";

    private static String watch(long source, long destination, String more) {
        return "{source: " + source + ", destination: " + destination + ", sync-edits: true" + more + "}";
    }

    private Post post(String text) {
        Post post = telegram.post(S, text);
        bot.fence();
        return post;
    }

    private void edit(Post post, String text) {
        telegram.edit(post, text);
        bot.fence();
    }

    private void restart() {
        stopBot();
        bot.startAgain();
    }

    private void assertNewest(long chat, String text) {
        bot.advance(SETTLE);
        bot.settle();
        assertEquals(List.of(text), texts(chat));
        assertEquals(0, bot.stat("queue", "pending"));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_in_the_same_batch(String queue) {
        telegram.edit(telegram.post(S, "old"), "new");
        bot.start(queue, watch(S, A, STEPS));
        bot.fence();
        assertNewest(A, "new bye");
        assertEquals(2, callsTo(A));
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_during_the_delay(String queue) {
        bot.start(queue, watch(S, A, STEPS + ", delay: 1h"));
        Post post = post("old");
        bot.advance(Duration.ofMinutes(10));
        edit(post, "newer");
        edit(post, "new");
        bot.advance(Duration.ofMinutes(50));
        assertNewest(A, "new bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_during_a_cooldown(String queue) {
        telegram.on("sendMessage").chat(A).answer(Answer.error(403, "Forbidden: bot was kicked from the channel chat"));
        bot.start(queue, watch(S, A, STEPS));
        edit(post("old"), "new");
        bot.advance(Duration.ofSeconds(60));
        assertNewest(A, "new bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_during_a_flood_wait(String queue) {
        telegram.on("sendMessage").chat(A).answer(Answer.floodWait(60));
        bot.start(queue, watch(S, A, STEPS));
        edit(post("old"), "new");
        bot.advance(Duration.ofSeconds(60));
        assertNewest(A, "new bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_while_the_copy_is_made(String queue) {
        CountDownLatch answer = new CountDownLatch(1);
        telegram.on("copyMessage").chat(A).answer(Answer.heldBy(answer));
        bot.start(queue, watch(S, A, ""));
        Post post = telegram.post(S, "old");
        telegram.awaitDelivered(A, 1);
        edit(post, "new");
        answer.countDown();
        bot.settle();
        assertNewest(A, "new");
        assertEquals(2, callsTo(A));
    }

    @Test
    void l4_before_and_after_a_restart() {
        bot.start(DURABLE, watch(S, A, STEPS + ", delay: 1h"), watch(S, B, STEPS));
        telegram.on("sendMessage").chat(B).answer(Answer.floodWait(600));
        Post first = post("old");
        edit(first, "newer");
        restart();
        edit(first, "new");
        bot.advance(Duration.ofMinutes(10));
        bot.settle();
        assertEquals(List.of("new bye"), texts(B));
        restart();
        bot.advance(Duration.ofMinutes(50));
        assertNewest(A, "new bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_of_a_copy_whose_own_copy_waits(String queue) {
        bot.start(queue, watch(S, A, ""), watch(A, B, STEPS + ", delay: 1h"));
        Post post = post("old");
        bot.advance(Duration.ofMinutes(10));
        edit(post, "new");
        bot.advance(SETTLE);
        bot.advance(Duration.ofMinutes(50));
        assertNewest(B, "new bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_of_an_album_that_is_not_whole_yet(String queue) {
        CountDownLatch answer = new CountDownLatch(1);
        telegram.on("copyMessages").chat(A).answer(Answer.heldBy(answer));
        bot.start(queue, watch(S, A, ""));
        List<Post> album = telegram.album(S, "g1", "one", "two");
        bot.fence();
        edit(album.get(1), "new two");
        bot.advance(Duration.ofSeconds(1));
        telegram.awaitDelivered(A, 2);
        edit(album.get(0), "new one");
        answer.countDown();
        bot.settle();
        bot.advance(SETTLE);
        bot.settle();
        assertEquals(List.of("new one", "new two"), texts(A));
    }

    @ParameterizedTest
    @ValueSource(strings = {MEMORY, DURABLE})
    void l4_of_what_was_filtered_out_or_given_up_nothing_comes(String queue) {
        bot.start(queue, watch(S, A, STEPS + ", blacklist: [spam]"), watch(S, B, STEPS));
        telegram.on("sendMessage").chat(B).answer(Answer.error(400, "Bad Request: message is too long"));
        Post post = post("spam");
        int calls = callsTo(B);
        for (int i = 0; i < 20; i++) {
            edit(post, "changed " + i);
        }
        assertEquals(0, bot.stat("queue", "pending"));
        bot.advance(SETTLE);
        assertEquals(0, callsTo(A));
        assertEquals(calls, callsTo(B));
    }
}
