package sluice.host.status;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import sluice.api.Bounded;
import sluice.api.Stats;

/** The counters of steps since the bot started. This class is thread-safe. */
public final class StepCounters {

    /** Plugins choose their reasons: beyond so many different ones the others are counted together. */
    static final int MAX_REASONS = 100;

    private static final String OTHERS = "others";

    private final LongAdder dropped = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder split = new LongAdder();
    private final LongAdder passedOver = new LongAdder();

    @Bounded("MAX_REASONS, and one for all others")
    private final Map<String, LongAdder> reasons = new ConcurrentSkipListMap<>();

    StepCounters() {}

    synchronized void dropped(String step, String word, int messages) {
        dropped.add(messages);
        String key = (step + "_" + word).replace('-', '_');
        String counted = reasons.containsKey(key) || reasons.size() < MAX_REASONS ? key : OTHERS;
        reasons.computeIfAbsent(counted, _ -> new LongAdder()).add(messages);
    }

    /** The text of a message, or of an album, is not what it was. */
    public void changed() {
        changed.increment();
    }

    /** A changed text or caption did not fit into one message, and the rest was sent behind it. */
    public void split() {
        split.increment();
    }

    /** A step failed, or could not see the message, and the message went on without it. */
    public void passedOver() {
        passedOver.increment();
    }

    /**
     * The figures: {@code changed}, {@code split}, {@code passed_over}, {@code dropped}, and {@code
     * dropped_<step>_<reason>} for each reason that occurred.
     */
    Stats stats() {
        Stats stats = Stats.empty()
                .with("changed", changed.sum())
                .with("split", split.sum())
                .with("passed_over", passedOver.sum())
                .with("dropped", dropped.sum());
        for (Map.Entry<String, LongAdder> reason : reasons.entrySet()) {
            stats = stats.with("dropped_" + reason.getKey(), reason.getValue().sum());
        }
        return stats;
    }
}
