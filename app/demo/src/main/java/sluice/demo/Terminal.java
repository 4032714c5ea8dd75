package sluice.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import sluice.api.Ticker;

/**
 * The output of progress: a line that is drawn again and again on a terminal, plain lines elsewhere. Neither colours nor escape codes are
 * used, so that {@code NO_COLOR} has nothing to switch off. For one thread.
 */
final class Terminal {

    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;
    private static final int WIDEST = 200;

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration NEXT_LINE = Duration.ofSeconds(2);

    private final PrintStream out;
    private final boolean redraws;
    private final int width;
    private final Ticker ticker;
    private String shown = "";
    private long shownAt;
    private int tenth = -1;

    /**
     * A terminal on which nothing is drawn yet.
     *
     * @param terminal true if a person watches it
     * @param variables the environment variables: {@code COLUMNS}, {@code TERM}
     */
    Terminal(PrintStream out, boolean terminal, Map<String, String> variables, Ticker ticker) {
        this.out = out;
        this.redraws = terminal && !"dumb".equals(variables.get("TERM"));
        this.width = width(variables.getOrDefault("COLUMNS", ""));
        this.ticker = ticker;
    }

    private static int width(String columns) {
        return columns.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : USUAL_WIDTH;
    }

    /** Shows the progress, if it was not shown just now. */
    void show(DemoProgress progress) {
        long now = ticker.nanos();
        if (redraws) {
            if (shown.isEmpty() || now - shownAt >= REDRAW.toNanos()) {
                draw(progress, now);
            }
        } else if (progress.percent() < 100
                && (progress.percent() / 10 != tenth || now - shownAt >= NEXT_LINE.toNanos())) {
            tenth = progress.percent() / 10;
            shownAt = now;
            out.println(progress.line());
        }
    }

    /** Shows the end of the run, and leaves that line alone. */
    void finish(DemoProgress progress) {
        if (redraws) {
            draw(progress, ticker.nanos());
            out.println();
        } else {
            out.println(progress.line());
        }
    }

    /** The last column stays free, or some terminals wrap. The cursor goes back, so that a log line takes the place of the bar. */
    private void draw(DemoProgress progress, long now) {
        String line = progress.bar(width - 1);
        out.print(line + " ".repeat(Math.max(0, shown.length() - line.length())) + "\r");
        out.flush();
        shown = line;
        shownAt = now;
    }

    void print(String text) {
        out.println(text);
    }
}
