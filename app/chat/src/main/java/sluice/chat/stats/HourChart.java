package sluice.chat.stats;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import sluice.base.text.Figures;
import sluice.host.status.History;
import sluice.host.status.Series;

/** The last 24 hours as text for a monospaced font: a line for each hour of UTC in which the bot was running. */
final class HourChart {

    private static final int HOURS = 24;

    /** Characters of the longest bar: a line still fits the screen of a phone. */
    private static final int BAR = 10;

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private record Hour(long delivered, long failed, long waiting) {

        Hour plus(Hour other) {
            return new Hour(delivered + other.delivered, failed + other.failed, Math.max(waiting, other.waiting));
        }
    }

    private HourChart() {}

    /**
     * Draws it: the time, what was delivered, what failed, the most that waited, and a bar for what was delivered.
     *
     * @param history the curves
     * @param now the present moment, whose hour is always there
     */
    static String of(History history, Instant now) {
        long[] delivered = history.curve(Series.DELIVERED, now);
        long[] failed = history.curve(Series.FAILED, now);
        long[] waiting = history.curve(Series.WAITING, now);
        Map<Instant, Hour> hours = new TreeMap<>();
        hours.put(now.truncatedTo(ChronoUnit.HOURS), new Hour(0, 0, 0));
        for (int i = 0; i < History.SLOTS; i++) {
            if (delivered[i] != History.UNKNOWN || waiting[i] != History.UNKNOWN) {
                Instant time = now.minus(History.SLOT.multipliedBy(History.SLOTS - 1 - i));
                Hour slot = new Hour(Math.max(0, delivered[i]), Math.max(0, failed[i]), Math.max(0, waiting[i]));
                hours.merge(time.truncatedTo(ChronoUnit.HOURS), slot, Hour::plus);
            }
        }
        // The slots of 24 hours begin within the hour of yesterday that is the present one today.
        hours.remove(now.truncatedTo(ChronoUnit.HOURS).minus(HOURS, ChronoUnit.HOURS));
        return lines(hours);
    }

    private static String lines(Map<Instant, Hour> hours) {
        long most = most(hours, Hour::delivered);
        String line = "%%tR  %%,%dd  %%,%dd  %%,%dd  %%s"
                .formatted(width(most), width(most(hours, Hour::failed)), width(most(hours, Hour::waiting)));
        return hours.entrySet().stream()
                .map(entry -> {
                    Hour hour = entry.getValue();
                    Object time = entry.getKey().atOffset(ZoneOffset.UTC);
                    return String.format(
                                    Locale.ROOT,
                                    line,
                                    time,
                                    hour.delivered,
                                    hour.failed,
                                    hour.waiting,
                                    bar(hour.delivered, most))
                            .stripTrailing();
                })
                .collect(Collectors.joining("\n"));
    }

    private static long most(Map<Instant, Hour> hours, ToLongFunction<Hour> figure) {
        return hours.values().stream().mapToLong(figure).max().orElse(0);
    }

    private static int width(long most) {
        return Figures.grouped(most).length();
    }

    /** A bar of full blocks and an eighth to seven eighths of one at its end; not empty for 1 of a million. */
    private static String bar(long value, long most) {
        int eighths = value == 0 ? 0 : (int) Math.max(1, value * BAR * EIGHTHS.length() / most);
        return "█".repeat(eighths / EIGHTHS.length()) + EIGHTHS.charAt(eighths % EIGHTHS.length());
    }
}
