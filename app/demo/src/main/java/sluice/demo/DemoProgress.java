package sluice.demo;

import java.time.Duration;
import java.util.Locale;

/**
 * The progress of the demo.
 *
 * @param phase the present work, one word
 * @param done messages that have arrived
 * @param total messages that are to arrive, 1 or more
 * @param elapsed the time since the first was posted
 */
record DemoProgress(String phase, long done, long total, Duration elapsed) {

    private static final int NARROWEST_BAR = 5;
    private static final int WIDEST_BAR = 40;

    /** From 0 to 100; 100 only when all is done. */
    int percent() {
        return Math.clamp(100 * done / total, 0, 100);
    }

    /** Messages a second since the start. */
    long rate() {
        long millis = elapsed.toMillis();
        return millis == 0 ? 0 : 1000 * done / millis;
    }

    /** The time that the rest takes at this rate; never negative. */
    private String remaining() {
        long rate = rate();
        if (rate == 0) {
            return "--";
        }
        long seconds = (Math.max(0, total - done) + rate - 1) / rate;
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }

    /** A line for a log: what is known, without a bar. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d %%, %,d of %,d messages, %,d/s, ETA %s",
                phase,
                percent(),
                done,
                total,
                rate(),
                remaining());
    }

    /** A line with a bar, of at most so many columns, 1 or more. In a narrow terminal the last parts go first, and then the bar. */
    String bar(int width) {
        String head = String.format(Locale.ROOT, "%-10s ", phase);
        String percent = String.format(Locale.ROOT, " %3d %%", percent());
        String rate = String.format(Locale.ROOT, "  %,6d/s", rate());
        String eta = "  ETA " + remaining();
        int free = width - head.length() - percent.length() - 2;
        if (free < NARROWEST_BAR) {
            return cut(phase + percent, width);
        }
        StringBuilder tail = new StringBuilder(percent);
        for (String part : new String[] {rate, eta}) {
            if (free - part.length() < NARROWEST_BAR) {
                break;
            }
            tail.append(part);
            free -= part.length();
        }
        int length = Math.min(free, WIDEST_BAR);
        int full = length * percent() / 100;
        return head + "[" + "#".repeat(full) + "-".repeat(length - full) + "]" + tail;
    }

    private static String cut(String text, int width) {
        return text.substring(0, Math.min(width, text.length()));
    }
}
