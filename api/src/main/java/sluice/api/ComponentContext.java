package sluice.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;

/**
 * The settings, clocks and data directory that a provider is started with.
 *
 * @param settings the provider's own section of the configuration; never null, may be empty
 * @param clock wall time, for what people read and what outlives the process
 * @param ticker elapsed time, for every duration within the process
 * @param dataDir the data directory; it exists and can be written
 */
public record ComponentContext(Settings settings, Clock clock, Ticker ticker, Path dataDir) {

    /** Checks that nothing is missing. */
    public ComponentContext {
        requireNonNull(settings, "settings");
        requireNonNull(clock, "clock");
        requireNonNull(ticker, "ticker");
        requireNonNull(dataDir, "dataDir");
    }
}
