package sluice.launcher.cli;

import java.util.Map;
import java.util.function.Function;

/** Commands of another package, or ones that an image may leave out; found as a service. */
public interface ExtraCommands {

    /** By its name on the command line, what creates each: an object with picocli's annotations. */
    Map<String, Function<Environment, Object>> commands();
}
