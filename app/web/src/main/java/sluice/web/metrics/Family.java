package sluice.web.metrics;

import java.util.List;
import java.util.Set;

/**
 * A metric: what a name stands for, in all its series.
 *
 * @param name its name as it is served, whose end shows its kind, unless it is a histogram
 * @param help what it tells, in a sentence
 * @param labels the names of what tells its series apart; none when there is one
 */
record Family(String name, String help, List<String> labels) {

    private static final Set<String> HISTOGRAMS = Set.of("sluice_delivery_seconds");

    /** The kind of a metric. */
    enum Kind {
        /** Rises until the bot is started again. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Is 1, and its labels tell. */
        INFO,
        /** Counts in buckets. */
        HISTOGRAM
    }

    Family(String name, String help, String... labels) {
        this(name, help, List.of(labels));
    }

    Kind kind() {
        if (HISTOGRAMS.contains(name)) {
            return Kind.HISTOGRAM;
        }
        return name.endsWith("_total") ? Kind.COUNTER : name.endsWith("_info") ? Kind.INFO : Kind.GAUGE;
    }
}
