package sluice.demo;

import java.util.Map;
import java.util.function.Function;
import sluice.launcher.cli.Environment;
import sluice.launcher.cli.ExtraCommands;

/** Brings {@code sluice demo} to the command line; found as a service. */
public final class DemoCommandProvider implements ExtraCommands {

    @Override
    public Map<String, Function<Environment, Object>> commands() {
        return Map.of("demo", DemoCommand::new);
    }
}
