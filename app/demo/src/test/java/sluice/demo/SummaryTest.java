package sluice.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void aligns_names_left_and_values_right() {
        String text = new Summary()
                .add("lost", 0, "")
                .add("messages posted", 5000, "in 102 channels")
                .add("time", "3.4 s", "")
                .text();
        assertEquals("""
                lost                 0
                messages posted  5,000  in 102 channels
                time             3.4 s""", text);
    }

    @Test
    void writes_figures_in_the_same_way_everywhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("n  1,234", new Summary().add("n", 1234, "").text());
            assertEquals("3.4 s", Summary.seconds(Duration.ofMillis(3399)));
            assertEquals("46.5 MB", Summary.megabytes(48_758_784));
            assertEquals("?", Summary.megabytes(0));
        } finally {
            Locale.setDefault(before);
        }
    }
}
