package sluice.host.status;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import sluice.api.Bounded;

/**
 * One curve for each {@link Series} over the last 24 hours: a ring of {@value #SLOTS} slots of six minutes each, made once. A slot keeps
 * the highest value, or how much was counted in it. This class is thread-safe.
 */
public final class History {

    public static final int SLOTS = 240;

    /** The length of a slot. */
    public static final Duration SLOT = Duration.ofHours(24).dividedBy(SLOTS);

    /** The value of a slot without a measurement. */
    public static final long UNKNOWN = -1;

    /** The number of the slot, counted over all time, in each place of the ring. */
    private final long[] numbers = new long[SLOTS];

    @Bounded("one ring for each series")
    private final Map<Series, long[]> rings = new EnumMap<>(Series.class);

    public History() {
        for (Series series : Series.values()) {
            rings.put(series, new long[SLOTS]);
        }
    }

    /**
     * Keeps a measurement.
     *
     * @param value the measured value, 0 or more; of a series that {@link Series#sums}, the increase since the last
     *     measurement
     */
    public synchronized void add(Instant now, Series series, long value) {
        long number = number(now);
        int place = (int) (number % SLOTS);
        if (numbers[place] != number) {
            numbers[place] = number;
            rings.values().forEach(ring -> ring[place] = UNKNOWN);
        }
        long[] ring = rings.get(series);
        long before = Math.max(0, ring[place]);
        ring[place] = series.sums() ? before + value : Math.max(before, value);
    }

    /**
     * The last 24 hours of a series.
     *
     * @return {@value #SLOTS} values, the oldest first and that of the present slot last; {@link #UNKNOWN} where
     *     nothing was measured
     */
    public synchronized long[] curve(Series series, Instant now) {
        long[] ring = rings.get(series);
        long[] curve = new long[SLOTS];
        Arrays.fill(curve, UNKNOWN);
        long first = number(now) - SLOTS + 1;
        for (int i = 0; i < SLOTS; i++) {
            int place = (int) ((first + i) % SLOTS);
            if (numbers[place] == first + i) {
                curve[i] = ring[place];
            }
        }
        return curve;
    }

    synchronized void write(DataOutput out) throws IOException {
        for (long number : numbers) {
            out.writeLong(number);
        }
        out.writeInt(rings.size());
        for (Map.Entry<Series, long[]> ring : rings.entrySet()) {
            out.writeUTF(ring.getKey().name());
            for (long value : ring.getValue()) {
                out.writeLong(value);
            }
        }
    }

    /** Takes over what was written, instead of what it has. A series that another version had is left out. */
    synchronized void read(DataInput in) throws IOException {
        for (int place = 0; place < SLOTS; place++) {
            numbers[place] = in.readLong();
        }
        rings.values().forEach(ring -> Arrays.fill(ring, UNKNOWN));
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long[] ring = ring(in.readUTF());
            for (int place = 0; place < SLOTS; place++) {
                ring[place] = in.readLong();
            }
        }
    }

    private long[] ring(String name) {
        return rings.entrySet().stream()
                .filter(ring -> ring.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> new long[SLOTS]);
    }

    private static long number(Instant time) {
        return time.getEpochSecond() / SLOT.toSeconds();
    }
}
