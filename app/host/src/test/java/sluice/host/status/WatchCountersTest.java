package sluice.host.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchCountersTest {

    private static final WatchCounters.Figures NONE = new WatchCounters.Figures(0, 0, 0, 0, 0, 0);

    private final WatchCounters counters = new WatchCounters();

    @Test
    void counts_each_watch_alone_and_by_what_became_of_its_messages() {
        counters.taken("a");
        counters.delivered("a", 2);
        counters.skipped("a", SkipReason.BLACKLISTED, 3);
        counters.skipped("a", SkipReason.DUPLICATE, 4);
        counters.failed("a", 5);
        counters.taken("b");
        assertEquals(new WatchCounters.Figures(1, 2, 3, 4, 5, 0), counters.of("a"));
        assertEquals(new WatchCounters.Figures(1, 0, 0, 0, 0, 0), counters.of("b"));
        assertEquals(NONE, counters.of("c"));
    }

    @Test
    void forgets_watches_that_are_gone() {
        counters.taken("a");
        counters.taken("b");
        counters.retain(Set.of("b", "c"));
        assertEquals(NONE, counters.of("a"));
        assertEquals(1, counters.of("b").taken());
    }

    @Test
    void counts_no_more_watches_than_its_bound_and_goes_on_with_those_it_has() {
        for (int i = 0; i <= WatchCounters.MAX_WATCHES; i++) {
            counters.taken("w" + i);
        }
        counters.taken("w0");
        assertEquals(2, counters.of("w0").taken());
        assertEquals(1, counters.of("w" + (WatchCounters.MAX_WATCHES - 1)).taken());
        assertEquals(NONE, counters.of("w" + WatchCounters.MAX_WATCHES));
    }

    @Test
    void what_the_bot_itself_says_belongs_to_no_watch() {
        counters.delivered("", 1);
        assertEquals(NONE, counters.of(""));
    }
}
