package sluice.bench;

import java.time.Duration;
import java.util.List;

/**
 * How a soak is done.
 *
 * @param length for how long there is traffic
 * @param every how often the process is looked at
 * @param rate messages posted in a second
 */
record SoakOptions(Duration length, Duration every, int rate) {

    private static final SoakOptions DEFAULTS = new SoakOptions(Duration.ofHours(2), Duration.ofMinutes(1), 20);

    /** Reads what stands behind {@code soak}; says how it is used and ends when that is not right. */
    static SoakOptions parse(List<String> args) {
        SoakOptions options = DEFAULTS;
        for (int i = 1; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                Bench.usage();
            }
            int value = Integer.parseInt(args.get(i + 1));
            switch (args.get(i)) {
                case "--hours" -> options = new SoakOptions(Duration.ofHours(value), options.every(), options.rate());
                case "--minutes" ->
                    options = new SoakOptions(Duration.ofMinutes(value), options.every(), options.rate());
                case "--every" ->
                    options = new SoakOptions(options.length(), Duration.ofSeconds(value), options.rate());
                case "--rate" -> options = new SoakOptions(options.length(), options.every(), value);
                default -> Bench.usage();
            }
        }
        return options;
    }
}
