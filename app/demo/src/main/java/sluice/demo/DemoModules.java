package sluice.demo;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The modules that the bot of a demo has.
 *
 * @param queue the name of its queue, as {@code modules.queue} has it
 * @param plugins a folder of plugins; empty for none
 */
public record DemoModules(String queue, Optional<Path> plugins) {

    /** The queue where no other is named. */
    public static final String QUEUE = "sqlite";

    /** Checks that nothing is missing. */
    public DemoModules {
        requireNonNull(queue, "queue");
        requireNonNull(plugins, "plugins");
    }
}
