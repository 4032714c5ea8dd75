package sluice.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;

/**
 * The settings, clocks and data directory that a provider is started with.
 *
 * @param bot the name of the bot that it works for, where a process has several; else empty. Each bot has objects of its own
 * @param settings the provider's own section of the configuration; never null, may be empty
 * @param clock wall time, for what people read and what outlives the process
 * @param ticker elapsed time, for every duration within the process
 * @param dataDir the data directory; it exists, can be written, and is this bot's alone
 */
public record ComponentContext(String bot, Settings settings, Clock clock, Ticker ticker, Path dataDir) {

    /** Checks that nothing is missing. */
    public ComponentContext {
        requireNonNull(bot, "bot");
        requireNonNull(settings, "settings");
        requireNonNull(clock, "clock");
        requireNonNull(ticker, "ticker");
        requireNonNull(dataDir, "dataDir");
    }

    /**
     * The context for the only bot of a process.
     *
     * @param settings the provider's own section of the configuration; never null, may be empty
     * @param clock wall time
     * @param ticker elapsed time
     * @param dataDir the data directory
     */
    public ComponentContext(Settings settings, Clock clock, Ticker ticker, Path dataDir) {
        this("", settings, clock, ticker, dataDir);
    }
}
