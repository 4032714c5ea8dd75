package sluice.chat.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sluice.api.Settings;
import sluice.api.Step;
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
    void steps_and_their_settings_stay_what_they_are() {
        Step replace = new Step("replace", new Settings(Map.of("find", "a\n\\b", "with", "")));
        Step plain = new Step("remove-links", new Settings(Map.of()));
        for (Optional<List<Step>> steps : List.of(
                Optional.<List<Step>>empty(), Optional.of(List.<Step>of()), Optional.of(List.of(replace, plain)))) {
            Watch watch = watch(List.of("a")).withSteps(steps);
            assertEquals(watch, WatchForm.watch(WatchForm.of(watch)));
        }
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
