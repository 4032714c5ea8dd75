package sluice.host;

import java.time.Duration;
import java.util.Optional;
import sluice.api.Cleanable;
import sluice.api.Component;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.base.time.Timeline;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.IsolatedCall;
import sluice.host.guard.TimedCall;

/**
 * A started provider, as the scheduler and the statistics see it: one object, whatever it provides.
 *
 * @param name the key of its role ({@code dedup}), or its own name
 * @param guard the wrapper of calls to it
 * @param patience the time limit of a plugin's figures; empty for a module of the image, which is trusted to answer
 */
public record Concern(
        String name, String provider, Component component, Guard guard, Optional<TimedCall<Stats>> patience) {

    /** The time limit for a plugin to tell its figures: somebody waits for the page. */
    static final Duration STATS_LIMIT = Duration.ofSeconds(1);

    static Concern of(String name, ProviderDescriptor candidate, Component component, Guard guard, Timeline timeline) {
        Optional<TimedCall<Stats>> patience = candidate.isPlugin()
                ? Optional.of(new TimedCall<>(candidate.name(), "stats", STATS_LIMIT, guard, timeline))
                : Optional.empty();
        return new Concern(name, candidate.name(), component, guard, patience);
    }

    /** True if it came from the plugins folder, false for a module of the image. */
    public boolean isPlugin() {
        return patience.isPresent();
    }

    /** The object, if it can be cleaned. */
    public Optional<Cleanable> cleanable() {
        return component instanceof Cleanable cleanable ? Optional.of(cleanable) : Optional.empty();
    }

    /** Its figures; empty if it reports none, failed to, or does not answer in time. */
    public Optional<Stats> stats() {
        if (!(component instanceof StatsProvider source)) {
            return Optional.empty();
        }
        if (patience.isPresent()) {
            return patience.get().ask(source::stats) instanceof CallResult.Returned<Stats>(Stats stats)
                    ? Optional.of(stats)
                    : Optional.empty();
        }
        return guard.call(provider, "stats", () -> Optional.of(source.stats()), Optional.empty());
    }

    /**
     * Closes it.
     *
     * @param thread the end of the name of the thread that does it
     * @return false if it has not closed within the limit, and is left behind
     */
    boolean close(String thread, Duration limit, Timeline timeline) {
        CallResult<Boolean> answer = IsolatedCall.call(
                "sluice-close-" + thread,
                limit,
                timeline,
                () -> guard.run(provider, "close", component::close),
                () -> {});
        return !(answer instanceof CallResult.Hung<Boolean>);
    }
}
