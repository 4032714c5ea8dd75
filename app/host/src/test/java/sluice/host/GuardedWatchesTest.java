package sluice.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sluice.api.Ticker;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.host.guard.Guard;
import sluice.host.guard.GuardedWatches;

class GuardedWatchesTest {

    private final Flaky repository = new Flaky();

    @Test
    void keeps_what_it_has_read_while_reading_fails_and_asks_to_be_read_again() {
        repository.save(watch("a"));
        GuardedWatches guarded = guarded();
        repository.broken = true;
        assertEquals(1, guarded.version());
        assertEquals(List.of(watch("a")), guarded.watches());
        assertEquals(Map.of(1L, 2L), guarded.moves());
        assertNotEquals(guarded.version(), readAgain(guarded));
        repository.broken = false;
        repository.save(watch("b"));
        assertEquals(List.of(watch("a"), watch("b")), guarded.watches());
        assertEquals(2, guarded.version());
    }

    private static long readAgain(GuardedWatches guarded) {
        guarded.watches();
        return guarded.version();
    }

    @Test
    void what_cannot_be_read_at_first_is_no_empty_list() {
        repository.broken = true;
        assertThrows(IllegalStateException.class, this::guarded);
    }

    @Test
    void who_changes_something_learns_that_it_failed() {
        GuardedWatches guarded = guarded();
        repository.broken = true;
        assertThrows(IllegalStateException.class, () -> guarded.save(watch("a")));
        assertThrows(IllegalStateException.class, () -> guarded.remove("a"));
        guarded.moved(1, 2);
    }

    private GuardedWatches guarded() {
        return new GuardedWatches("flaky", repository, new Guard(Ticker.system()));
    }

    private static Watch watch(String id) {
        return new Watch(
                id,
                1,
                -1,
                0,
                -2,
                0,
                Watch.Filters.NONE,
                Watch.Mode.FULL,
                List.of(),
                false,
                false,
                Duration.ZERO,
                true,
                false,
                false);
    }

    private static final class Flaky implements WatchRepository {

        private final List<Watch> watches = new ArrayList<>();
        private boolean broken;

        private void check() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
        }

        @Override
        public List<Watch> watches() {
            check();
            return List.copyOf(watches);
        }

        @Override
        public void save(Watch watch) {
            check();
            watches.add(watch);
        }

        @Override
        public boolean remove(String id) {
            check();
            return false;
        }

        @Override
        public void moved(long from, long to) {
            check();
        }

        @Override
        public Map<Long, Long> moves() {
            check();
            return Map.of(1L, 2L);
        }

        @Override
        public long version() {
            check();
            return watches.size();
        }
    }
}
