package sluice.config;

import java.util.List;

/** The result of reading the configuration. */
public sealed interface Loaded {

    record Valid(Config config) implements Loaded {}

    /**
     * An invalid configuration.
     *
     * @param problems every problem that was found, by line; at least one
     */
    record Invalid(List<Problem> problems) implements Loaded {

        /** Takes a copy and checks that there is a problem. */
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an invalid configuration has at least one problem");
            }
        }
    }
}
