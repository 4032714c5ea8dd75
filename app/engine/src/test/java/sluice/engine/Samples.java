package sluice.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.engine.route.Arrival;

/** Watches and arrivals for tests. */
public final class Samples {

    /** The source of all watches here. */
    public static final long SOURCE = -1;

    private Samples() {}

    /** A watch that copies all from {@link #SOURCE}. */
    public static Watch watch(String id, long destination) {
        return watch(id, SOURCE, 0, destination, Watch.Filters.NONE, List.of(), false);
    }

    /** A watch that extracts what a pattern matches, where there is one. */
    public static Watch watch(
            String id,
            long source,
            int topic,
            long destination,
            Watch.Filters filters,
            List<String> patterns,
            boolean paused) {
        return new Watch(
                id,
                7,
                source,
                topic,
                destination,
                0,
                filters,
                patterns.isEmpty() ? Watch.Mode.FULL : Watch.Mode.EXTRACT,
                patterns,
                false,
                false,
                Duration.ZERO,
                true,
                false,
                paused);
    }

    /** A text that somebody has posted in {@link #SOURCE}. */
    public static Arrival posted(String text) {
        return arrival(text, 0, true, List.of(SOURCE));
    }

    /** A text that has come into the last of some chats. */
    public static Arrival arrival(String text, int topic, boolean copyable, List<Long> visited) {
        return new Arrival(
                new Payload.Relay(visited.getLast(), 5, 0, text, Optional.empty()), topic, copyable, visited, 0);
    }
}
