package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;
import sluice.simulator.Post;

/**
 * Hours of mixed traffic, of which the test takes seconds: albums, edits, dialogs, a dead chat, faults, a server that goes away and a
 * bot that is started anew. Nothing grows beyond its bound, and every message ends as it should.
 */
class SoakTest extends WithBot {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int STEPS = 6;
    private static final int MINUTES = 120;
    private static final int RESTART_EACH = 40;
    private static final int CLEANUP_EACH = 5;
    private static final int MAX_WAITING = 5;
    private static final String CLEANED = "🧹 memory cleaned:";

    /** No more than these may be seen at any moment; the caches are so small that they are full most of the time. */
    private static final Map<String, Integer> BOUNDS = Map.of(
            "dedup.message_cache_size", 10,
            "dedup.media_group_cache_size", 3,
            "state.active_users", 2,
            "peer.cached_peers", 3,
            "peer.failed_peers", 2,
            "queue.pending", 30);

    private static final String SETTINGS = """
            modules: {queue: sqlite}
            dedup: {max-messages: 10, max-media-groups: 3}
            state.max-users: 2
            peer: {max-peers: 3, max-failed: 2, max-waiting: 5}
            queue.max-size: 30
            """;

    private static final String[] WATCHES = {
        S_TO_A, "{source: " + S + ", destination: " + B + ", sync-edits: true}", copying(S, C)
    };

    private final List<Post> posts = new ArrayList<>();
    private final Map<String, Long> highest = new TreeMap<>();
    private Phone owner;
    private int unanswered;
    private int edits;

    @Test
    void nothing_grows_and_every_message_ends_as_it_should() {
        owner = new Phone(bot, OWNER);
        telegram.kickSilently(C);
        bot.start(SETTINGS, WATCHES);
        for (int minute = 1; minute <= MINUTES; minute++) {
            traffic(minute);
            trouble(minute);
            passMinute();
            checkBounds(minute);
            if (minute % RESTART_EACH == 0) {
                assertTrue(bot.count(CLEANED) >= minute / CLEANUP_EACH, bot::log);
                stopBot();
                bot.startAgain();
            }
        }
        bot.advanceUntil("all but the dead chat's", () -> bot.stat("queue", "pending") <= MAX_WAITING);

        for (Post post : posts) {
            assertEquals(1, times(A, post), post::toString);
            assertEquals(1, times(B, post), post::toString);
            assertEquals(0, times(C, post), post::toString);
        }
        assertEquals(0, telegram.ledger().doubled());
        assertEquals(
                edits, telegram.delivered(B).stream().filter(SoakTest::isEdited).count());
        assertEquals(MAX_WAITING, bot.stat("queue", "pending"));
        assertEquals(posts.size() - MAX_WAITING + unanswered, bot.stat("queue", "dead_letters"));
        BOUNDS.keySet().forEach(figure -> assertTrue(highest.get(figure) > 0, () -> figure + " was never used"));
    }

    /** What nobody watches lets each poll return before its watchdog would think that the server hangs. */
    private void passMinute() {
        for (int step = 0; step < STEPS; step++) {
            bot.time.advance(MINUTE.dividedBy(STEPS));
            telegram.post(A, "unwatched");
            bot.settle();
        }
    }

    private static boolean isEdited(Delivered copy) {
        // The members of an album have no text.
        return copy.text() != null && copy.text().startsWith("edited");
    }

    private long times(long destination, Post post) {
        return telegram.ledger().times(destination, S, post.messageId());
    }

    private void traffic(int minute) {
        Post text = telegram.post(S, "text " + minute);
        posts.add(text);
        if (minute % 3 == 0) {
            posts.addAll(telegram.album(S, "album " + minute, "one", "", ""));
        }
        if (minute % 4 == 0) {
            bot.settle();
            telegram.edit(text, "edited " + minute);
            edits++;
        }
        if (minute % 20 == 0) {
            owner.says("/watch");
            owner.taps("➕ New watch");
        }
    }

    /** Each of these hits what comes next. */
    private void trouble(int minute) {
        switch (minute % 10) {
            case 1 -> telegram.on("copyMessage").chat(A).answer(Answer.floodWait(5));
            case 3 -> telegram.on("copyMessage").chat(B).answer(Answer.error(500, "Internal Server Error"));
            case 5 -> telegram.on("getUpdates").answer(Answer.garbage());
            case 7 -> {
                telegram.on("copyMessage").chat(A).answer(Answer.closeAfterApplying());
                unanswered++;
            }
            case 9 -> {
                // What is under way when the connection breaks may or may not have arrived: then nothing could be
                // asserted.
                bot.settle();
                telegram.stopListening();
                bot.time.advance(Duration.ofSeconds(3));
                long polls = telegram.count("getUpdates");
                telegram.resumeListening();
                bot.advanceUntil("a poll", () -> telegram.count("getUpdates") > polls);
            }
            default -> bot.settle();
        }
    }

    private void checkBounds(int minute) {
        JsonNode stats = bot.stats();
        BOUNDS.forEach((figure, bound) -> {
            String[] path = figure.split("\\.", -1);
            JsonNode value = stats.path(path[0]).path(path[1]);
            assertTrue(value.isNumber(), figure);
            assertTrue(value.asLong() <= bound, () -> figure + " is " + value + " in minute " + minute);
            highest.merge(figure, value.asLong(), Math::max);
        });
    }
}
