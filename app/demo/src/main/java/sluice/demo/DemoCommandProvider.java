package sluice.demo;

import sluice.launcher.cli.Environment;
import sluice.launcher.cli.ExtraCommand;

/** Brings {@code sluice demo} to the command line; found as a service. */
public final class DemoCommandProvider implements ExtraCommand {

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public Object create(Environment environment) {
        return new DemoCommand(environment);
    }
}
