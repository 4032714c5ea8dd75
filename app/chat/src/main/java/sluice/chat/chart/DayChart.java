package sluice.chat.chart;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import sluice.host.status.History;

/** The last 24 hours as a picture: above, how many messages waited; below, the memory of the process. */
public final class DayChart {

    private static final int POINTS_OF_A_SLOT = 3;
    private static final int PLOT_WIDTH = History.SLOTS * POINTS_OF_A_SLOT;
    private static final int PLOT_HEIGHT = 150;
    private static final int LEFT = 108;
    private static final int RIGHT = 24;
    private static final int TOP = 20;
    private static final int BETWEEN = 46;
    private static final int WIDTH = LEFT + PLOT_WIDTH + RIGHT;
    private static final int HEIGHT = TOP + PLOT_HEIGHT + BETWEEN + PLOT_HEIGHT + BETWEEN;

    private static final int HOURS = 24;
    private static final int HOURS_OF_A_LABEL = 6;

    private static final long LEAST_WAITING = 10;
    private static final long MEGABYTE = 1L << 20;
    private static final long LEAST_MEGABYTES = 100;

    /** More has no room beside the picture. */
    private static final long MOST_WAITING = 1_000_000_000;

    private static final long MOST_MEGABYTES = 50_000;
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

    private DayChart() {}

    /**
     * Draws it.
     *
     * @param waiting the curve of what waited
     * @param memory the curve of the memory, in bytes
     * @return the picture as a PNG file, some kilobytes
     */
    public static byte[] png(long[] waiting, long[] memory) {
        DayChart chart = new DayChart();
        chart.plot(
                TOP, waiting, value -> Math.min(MOST_WAITING, value), LEAST_WAITING, DayChart::shortened, Ink.WAITING);
        chart.plot(
                TOP + PLOT_HEIGHT + BETWEEN,
                memory,
                value -> Math.min(MOST_MEGABYTES, (value + MEGABYTE - 1) / MEGABYTE),
                LEAST_MEGABYTES,
                megabytes -> megabytes + "MB",
                Ink.MEMORY);
        return Png.of(chart.canvas);
    }

    private void plot(int top, long[] curve, LongUnaryOperator shown, long least, LongFunction<String> label, Ink ink) {
        long highest = Arrays.stream(curve).map(shown).max().orElse(0);
        long scale = scale(Math.max(least, highest));
        grid(top, scale, label);
        for (int i = 0; i < curve.length; i++) {
            if (curve[i] != History.UNKNOWN) {
                // A point at least, so that nothing waiting looks other than nothing known.
                int high = Math.max(2, (int) (shown.applyAsLong(curve[i]) * PLOT_HEIGHT / scale));
                canvas.fill(LEFT + i * POINTS_OF_A_SLOT, top + PLOT_HEIGHT - high, POINTS_OF_A_SLOT, high, ink);
            }
        }
    }

    private void grid(int top, long scale, LongFunction<String> label) {
        for (int half = 0; half <= 2; half++) {
            int y = top + PLOT_HEIGHT - PLOT_HEIGHT * half / 2;
            canvas.fill(LEFT, y, PLOT_WIDTH, 1, Ink.GRID);
            String text = label.apply(scale * half / 2);
            canvas.write(LEFT - 10 - Canvas.widthOf(text), y - Canvas.TEXT_HEIGHT / 2, text, Ink.TEXT);
        }
        for (int hour = 0; hour <= HOURS; hour += HOURS_OF_A_LABEL) {
            int x = LEFT + PLOT_WIDTH * hour / HOURS;
            canvas.fill(x, top, 1, PLOT_HEIGHT, Ink.GRID);
            String text = hour == HOURS ? "0h" : (hour - HOURS) + "h";
            int left = Math.min(x - Canvas.widthOf(text) / 2, WIDTH - Canvas.widthOf(text));
            canvas.write(left, top + PLOT_HEIGHT + 8, text, Ink.TEXT);
        }
    }

    /** The next of 10, 20, 50, 100, 200, and so on, whose half is a whole number too. */
    private static long scale(long highest) {
        long unit = 10;
        while (true) {
            for (long step : new long[] {1, 2, 5}) {
                if (unit * step >= highest) {
                    return unit * step;
                }
            }
            unit *= 10;
        }
    }

    private static String shortened(long number) {
        if (number >= MILLION && number % MILLION == 0) {
            return number / MILLION + "M";
        }
        return number >= THOUSAND && number % THOUSAND == 0 ? number / THOUSAND + "k" : Long.toString(number);
    }
}
