package sluice.chat.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sluice.api.Watch;

class WatchFormTest {

    private static Watch watch(List<String> entries) {
        return new Watch(
                "id",
                1,
                -2,
                3,
                -4,
                5,
                new Watch.Filters(entries, List.of("b"), List.of(), entries),
                Watch.Mode.EXTRACT,
                entries,
                true,
                false,
                Duration.ofSeconds(90),
                false,
                true,
                true);
    }

    @Property(tries = 300)
    void what_is_written_is_read_again(@ForAll List<String> entries) {
        Watch watch = watch(entries.stream().filter(entry -> !entry.isEmpty()).toList());
        assertEquals(watch, WatchForm.watch(WatchForm.of(watch)));
    }

    @Test
    void entries_with_line_breaks_and_backslashes_stay_what_they_are() {
        Watch watch = watch(List.of("\\n", "a\nb\r\nc", "\\\\n\\", "\n", "\u2028"));
        assertEquals(watch, WatchForm.watch(WatchForm.of(watch)));
    }

    @Test
    void one_field_is_set_and_no_other() {
        Watch watch = watch(List.of("a"));
        assertEquals(watch.between(-2, -9), WatchForm.with(watch, "destination", "-9"));
        assertThrows(IllegalArgumentException.class, () -> WatchForm.with(watch, "nothing", "-9"));
    }
}
