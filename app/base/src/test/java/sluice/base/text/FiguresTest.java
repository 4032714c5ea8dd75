package sluice.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT1M, 1 min",
        "PT1M1S, 1 min 1 s",
        "PT3H, 3 h",
        "PT3H0M9S, 3 h",
        "PT28H, 1 d 4 h",
        "P400D, 400 d"
    })
    void a_duration_has_its_two_largest_units(Duration duration, String written) {
        assertEquals(written, Figures.duration(duration));
    }

    @Test
    void numbers_are_written_the_same_in_all_languages() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("1,234,567", Figures.grouped(1_234_567));
            assertEquals("-1,000", Figures.grouped(-1_000));
            assertEquals("46.5", Figures.megabytes(48_758_784, 1));
            assertEquals("47", Figures.megabytes(48_758_784 + (1 << 19), 0));
            assertEquals("2,048", Figures.megabytes(1L << 31, 0));
        } finally {
            Locale.setDefault(before);
        }
    }
}
