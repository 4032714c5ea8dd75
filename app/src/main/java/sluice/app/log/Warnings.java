package sluice.app.log;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import sluice.api.Bounded;

/**
 * The last warnings and errors of the log, without secrets. One that says the same as another is counted and not kept again. From
 * {@link #listen} until {@link #close}. This class is thread-safe.
 */
public final class Warnings implements AutoCloseable {

    /** The most lines that are kept; the one that was said longest ago goes first. */
    static final int MAX = 50;

    /** The longest line, in UTF-16 units. */
    static final int MAX_LENGTH = 500;

    /**
     * One line.
     *
     * @param error whether it is an error and not a warning
     * @param text what it says, without line ends
     * @param first when it was said first
     * @param last when it was said last
     * @param times how often, 1 or more
     */
    public record Line(boolean error, String text, Instant first, Instant last, long times) {

        private Line again(Instant now) {
            return new Line(error, text, first, now, times + 1);
        }
    }

    private final Clock clock;
    private final Loggers.Listener listener = this::said;

    @Bounded("MAX")
    private final Deque<Line> lines = new ArrayDeque<>(MAX);

    private Warnings(Clock clock) {
        this.clock = clock;
    }

    /**
     * Listens to the log of this process from now on.
     *
     * @param clock tells when something is said
     * @return what it hears
     */
    public static Warnings listen(Clock clock) {
        Warnings warnings = new Warnings(clock);
        Loggers.ALL.listen(warnings.listener);
        return warnings;
    }

    /**
     * What was said.
     *
     * @return at most {@value #MAX} lines, that of the last moment first
     */
    public synchronized List<Line> lines() {
        return new ArrayList<>(lines).reversed();
    }

    @Override
    public void close() {
        Loggers.ALL.forget(listener);
    }

    private synchronized void add(boolean error, String text) {
        Instant now = clock.instant();
        Line line = new Line(error, text, now, now, 1);
        for (Iterator<Line> old = lines.iterator(); old.hasNext(); ) {
            Line before = old.next();
            if (before.error() == error && before.text().equals(text)) {
                old.remove();
                line = before.again(now);
                break;
            }
        }
        if (lines.size() == MAX) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    private void said(boolean error, String message) {
        // Before it is cut: half a secret would not be known for one.
        String text = Secrets.redact(message).replaceAll("\\p{Cntrl}+", " ");
        add(error, text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…");
    }
}
