package sluice.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sluice.api.CleanupContext;
import sluice.api.ContentKey;
import sluice.api.SettingsException;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class LruContentsTest {

    private final FakeTime time = new FakeTime();
    private final LruContents contents = started("3");

    private LruContents started(String max) {
        LruContents made = new LruContents();
        made.start(Contexts.of(time, "max-contents", max, "content-ttl", "24h"));
        return made;
    }

    private static ContentKey content(int number) {
        return new ContentKey(-1, 0, 0, number);
    }

    private void send(int... numbers) {
        for (int number : numbers) {
            contents.sent(content(number));
        }
    }

    private Object figure(String name) {
        return contents.stats().values().get(name);
    }

    @Test
    void evicts_the_least_recently_used_when_full() {
        send(1, 2, 3);
        assertTrue(contents.wasSent(content(1)));
        send(4);
        assertFalse(contents.wasSent(content(2)));
        assertTrue(contents.wasSent(content(1)));
        assertTrue(contents.wasSent(content(3)));
        assertTrue(contents.wasSent(content(4)));
        assertEquals(3L, ((Number) figure("content_cache_size")).longValue());
    }

    @Test
    void a_content_counts_for_its_time_from_when_it_was_sent_last() {
        send(1);
        time.advance(Duration.ofHours(24));
        assertTrue(contents.wasSent(content(1)), "a repeat does not make it younger");
        time.advance(Duration.ofNanos(1));
        assertFalse(contents.wasSent(content(1)));
        send(1);
        time.advance(Duration.ofHours(24));
        assertTrue(contents.wasSent(content(1)));
    }

    @Test
    void a_sweep_removes_what_has_expired_and_nothing_else() {
        send(1);
        time.advance(Duration.ofHours(13));
        send(2);
        time.advance(Duration.ofHours(12));
        assertEquals(1, contents.clean(CleanupContext.scheduled()).removed());
        assertTrue(contents.wasSent(content(2)));
    }

    @Test
    void under_pressure_the_least_recently_used_go() {
        send(1, 2, 3);
        contents.wasSent(content(1));
        assertEquals(1, contents.clean(CleanupContext.pressure(0.25)).removed());
        assertFalse(contents.wasSent(content(2)));
        assertEquals(2, contents.clean(CleanupContext.pressure(1.0)).removed());
    }

    @Test
    void repeats_are_counted() {
        send(1);
        contents.wasSent(content(1));
        contents.wasSent(content(2));
        contents.wasSent(content(1));
        assertEquals(2L, ((Number) figure("content_duplicates")).longValue());
    }

    @Test
    void none_at_all_is_no_size() {
        assertThrows(SettingsException.class, () -> started("0"));
    }
}
