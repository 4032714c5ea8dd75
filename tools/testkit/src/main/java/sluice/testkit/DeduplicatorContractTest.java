package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sluice.api.Deduplicator;
import sluice.api.GroupKey;

/** The contract that the host relies on in every {@link Deduplicator}. */
public abstract class DeduplicatorContractTest {

    private static final long CHAT = -1_001_111_111_111L;
    private static final int MESSAGES = 50;
    private static final int THREADS = 4;

    /** For subclasses. */
    protected DeduplicatorContractTest() {}

    /**
     * Makes a new deduplicator and starts it, so that it remembers at least 50 messages and 10 albums.
     *
     * @return the deduplicator, on a time that stands still
     */
    protected abstract Deduplicator started();

    /** The second time is a duplicate. */
    @Test
    public void a_message_is_seen_first_once() {
        Deduplicator dedup = started();
        assertTrue(dedup.firstSeen(CHAT, 1));
        assertFalse(dedup.firstSeen(CHAT, 1));
    }

    /** A message's id means nothing outside its chat. */
    @Test
    public void messages_are_told_apart_by_chat_and_by_id() {
        Deduplicator dedup = started();
        assertTrue(dedup.firstSeen(CHAT, 1));
        assertTrue(dedup.firstSeen(CHAT, 2));
        assertTrue(dedup.firstSeen(CHAT - 1, 1));
        assertTrue(dedup.firstSeen(-CHAT, Integer.MAX_VALUE));
    }

    /** Checking and marking are one step. */
    @Test
    public void of_several_threads_one_sees_a_message_first() throws InterruptedException {
        Deduplicator dedup = started();
        AtomicInteger first = new AtomicInteger();
        Threads.runAll(THREADS, _ -> {
            for (int message = 0; message < MESSAGES; message++) {
                if (dedup.firstSeen(CHAT, message)) {
                    first.incrementAndGet();
                }
            }
        });
        assertEquals(MESSAGES, first.get());
    }

    /** Members that come late share the fate of those before them. */
    @Test
    public void the_first_verdict_on_an_album_stands() {
        Deduplicator dedup = started();
        assertFalse(dedup.judgeGroup(group("watch", CHAT, "a"), false));
        assertFalse(dedup.judgeGroup(group("watch", CHAT, "a"), true));
        assertTrue(dedup.judgeGroup(group("watch", CHAT, "b"), true));
        assertTrue(dedup.judgeGroup(group("watch", CHAT, "b"), false));
    }

    /** Another watch, or another destination, judges for itself. */
    @Test
    public void an_album_is_judged_on_each_of_its_ways() {
        Deduplicator dedup = started();
        assertFalse(dedup.judgeGroup(group("watch", CHAT, "a"), false));
        assertTrue(dedup.judgeGroup(group("other", CHAT, "a"), true));
        assertTrue(dedup.judgeGroup(group("watch", CHAT - 1, "a"), true));
    }

    /** The log and the pages show them for whatever module plays the role. */
    @Test
    public void it_reports_the_figures_of_the_role() {
        Figures.assertReported(
                started(),
                List.of(
                        "message_cache_size",
                        "media_group_cache_size",
                        "message_cache_ttl",
                        "media_group_cache_max",
                        "message_cache_max",
                        "evictions",
                        "duplicates"));
    }

    private static GroupKey group(String watch, long destination, String album) {
        return new GroupKey(7, watch, destination, GroupKey.Mode.FORWARD, album);
    }
}
