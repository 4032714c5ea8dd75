package sluice.web.metrics;

import java.util.List;

/**
 * A metric: what a name stands for, in all its series.
 *
 * @param name its name as it is served; that of a counter ends in {@code _total}
 * @param kind what may be done with it
 * @param help what it tells, in a sentence
 * @param labels the names of what tells its series apart; none when there is one
 */
record Family(String name, Kind kind, String help, List<String> labels) {

    /** The kind of a metric. */
    enum Kind {
        /** Rises until the bot is started again. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Is 1, and its labels tell. */
        INFO
    }

    static Family counter(String name, String help, String... labels) {
        return new Family(name, Kind.COUNTER, help, List.of(labels));
    }

    static Family gauge(String name, String help, String... labels) {
        return new Family(name, Kind.GAUGE, help, List.of(labels));
    }

    static Family info(String name, String help, String... labels) {
        return new Family(name, Kind.INFO, help, List.of(labels));
    }
}
