package sluice.base.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers, sizes and durations for people, written the same in all languages. */
public final class Figures {

    private static final double MEGABYTE = 1 << 20;

    private static final String[] UNITS = {"d", "h", "min", "s"};

    private Figures() {}

    /** A number with a comma between its thousands, such as {@code 12,345}. */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Bytes as megabytes of 1,048,576 bytes, without the unit, rounded to so many decimals. */
    public static String megabytes(long bytes, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", bytes / MEGABYTE);
    }

    /** The two largest units of a duration, such as {@code 3 d 4 h}; a unit of which there is none is left out. */
    public static String duration(Duration duration) {
        long[] parts = {
            duration.toDaysPart(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()
        };
        int first = 0;
        while (first < UNITS.length - 1 && parts[first] == 0) {
            first++;
        }
        String text = parts[first] + " " + UNITS[first];
        return first < UNITS.length - 1 && parts[first + 1] > 0
                ? text + " " + parts[first + 1] + " " + UNITS[first + 1]
                : text;
    }
}
