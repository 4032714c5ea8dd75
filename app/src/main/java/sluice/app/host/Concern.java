package sluice.app.host;

import java.util.Optional;
import sluice.api.Cleanable;
import sluice.api.Component;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/**
 * A started provider, as the scheduler and the statistics see it: one object, whatever it provides.
 *
 * @param name the key of its role ({@code dedup}), or its own name
 * @param provider the provider's name
 * @param component the object
 * @param guard through which it is called
 */
public record Concern(String name, String provider, Component component, Guard guard) {

    /**
     * The object, if it can be cleaned.
     *
     * @return the same object
     */
    public Optional<Cleanable> cleanable() {
        return component instanceof Cleanable cleanable ? Optional.of(cleanable) : Optional.empty();
    }

    /**
     * Its figures.
     *
     * @return empty when it reports none, or failed to
     */
    public Optional<Stats> stats() {
        if (component instanceof StatsProvider source) {
            return guard.call(provider, "stats", () -> Optional.of(source.stats()), Optional.empty());
        }
        return Optional.empty();
    }
}
