package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.api.ContentDeduplicator;
import sluice.api.ContentKey;

/** The contract that the host relies on in every {@link ContentDeduplicator}. */
public abstract class ContentDeduplicatorContractTest {

    private static final long CHAT = -1_001_111_111_111L;
    private static final int CONTENTS = 50;
    private static final int THREADS = 4;

    /** For subclasses. */
    protected ContentDeduplicatorContractTest() {}

    /**
     * Makes a new deduplicator and starts it, so that it remembers at least 200 contents.
     *
     * @return the deduplicator, on a time that stands still
     */
    protected abstract ContentDeduplicator started();

    /** Asking marks nothing: what was asked for may not arrive. */
    @Test
    public void a_content_counts_once_it_was_sent() {
        ContentDeduplicator dedup = started();
        assertFalse(dedup.wasSent(new ContentKey(CHAT, 0, 1, 2)));
        assertFalse(dedup.wasSent(new ContentKey(CHAT, 0, 1, 2)));
        dedup.sent(new ContentKey(CHAT, 0, 1, 2));
        assertTrue(dedup.wasSent(new ContentKey(CHAT, 0, 1, 2)));
        assertTrue(dedup.wasSent(new ContentKey(CHAT, 0, 1, 2)));
    }

    /** Each chat and topic gets its own, and all of a hash counts. */
    @Test
    public void contents_are_told_apart_by_where_they_go_and_by_all_of_their_hash() {
        ContentDeduplicator dedup = started();
        dedup.sent(new ContentKey(CHAT, 0, 1, 2));
        assertFalse(dedup.wasSent(new ContentKey(CHAT - 1, 0, 1, 2)));
        assertFalse(dedup.wasSent(new ContentKey(CHAT, 1, 1, 2)));
        assertFalse(dedup.wasSent(new ContentKey(CHAT, 0, 0, 2)));
        assertFalse(dedup.wasSent(new ContentKey(CHAT, 0, 1, 0)));
    }

    /** Nothing that was sent gets lost among threads. */
    @Test
    public void several_threads_remember_all_that_they_sent() throws InterruptedException {
        ContentDeduplicator dedup = started();
        Threads.runAll(THREADS, thread -> {
            for (int content = 0; content < CONTENTS; content++) {
                dedup.sent(new ContentKey(CHAT, thread, 1, content));
            }
        });
        for (int thread = 0; thread < THREADS; thread++) {
            for (int content = 0; content < CONTENTS; content++) {
                assertTrue(dedup.wasSent(new ContentKey(CHAT, thread, 1, content)));
            }
        }
    }

    /** The pages show them for whatever module plays the role. */
    @Test
    public void it_reports_the_figures_of_the_role() {
        Figures.assertReported(started(), List.of("content_cache_size", "content_duplicates"));
    }
}
