package sluice.app.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What waited and how much memory the process had, over the last 24 hours: a ring of {@value #SLOTS} slots of six minutes each, made
 * once, of which each keeps its highest values. This class is thread-safe.
 */
public final class History {

    /** How many slots there are. */
    public static final int SLOTS = 240;

    /** How long a slot is. */
    static final Duration SLOT = Duration.ofHours(24).dividedBy(SLOTS);

    /**
     * One slot.
     *
     * @param known whether anything was measured then
     * @param waiting the most messages that waited, 0 or more
     * @param memory the most bytes of memory, 0 or more
     */
    public record Point(boolean known, long waiting, long memory) {

        private static final Point UNKNOWN = new Point(false, 0, 0);
    }

    /** Which slot of all times each place of the ring holds. */
    private final long[] numbers = new long[SLOTS];

    private final long[] waiting = new long[SLOTS];
    private final long[] memory = new long[SLOTS];

    /**
     * Keeps what was measured.
     *
     * @param now when
     * @param waits how many messages wait
     * @param bytes how much memory the process has
     */
    public synchronized void add(Instant now, long waits, long bytes) {
        long number = number(now);
        int place = (int) (number % SLOTS);
        if (numbers[place] != number) {
            numbers[place] = number;
            waiting[place] = 0;
            memory[place] = 0;
        }
        waiting[place] = Math.max(waiting[place], waits);
        memory[place] = Math.max(memory[place], bytes);
    }

    /**
     * The last 24 hours.
     *
     * @param now the present moment
     * @return {@value #SLOTS} points, the oldest first and the present one last
     */
    public synchronized List<Point> points(Instant now) {
        List<Point> points = new ArrayList<>(SLOTS);
        long last = number(now);
        for (long number = last - SLOTS + 1; number <= last; number++) {
            int place = (int) (number % SLOTS);
            points.add(numbers[place] == number ? new Point(true, waiting[place], memory[place]) : Point.UNKNOWN);
        }
        return points;
    }

    private static long number(Instant time) {
        return time.getEpochSecond() / SLOT.toSeconds();
    }
}
