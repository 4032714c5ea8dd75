package sluice.host.status;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import sluice.api.Bounded;

/** The times from receiving to sending, since the bot started, as a histogram. This class is thread-safe. */
public final class DeliveryTimes {

    /** The upper bounds of the buckets, in seconds; the last one holds the rest. */
    @Bounded("these")
    public static final List<Double> BOUNDS =
            List.of(0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0, Double.POSITIVE_INFINITY);

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(BOUNDS.size()).toArray(LongAdder[]::new);
    private final LongAdder millis = new LongAdder();

    DeliveryTimes() {}

    void add(Duration took) {
        // The clock may have been set back meanwhile.
        long lasted = Math.max(0, took.toMillis());
        int bucket = 0;
        while (lasted > BOUNDS.get(bucket) * 1000) {
            bucket++;
        }
        counts[bucket].increment();
        millis.add(lasted);
    }

    /** The number of deliveries in each bucket, those of the buckets before not among them. */
    public List<Long> counts() {
        return Arrays.stream(counts).map(LongAdder::sum).toList();
    }

    /** The sum of all times, in seconds. */
    public double sum() {
        return millis.sum() / 1000.0;
    }
}
