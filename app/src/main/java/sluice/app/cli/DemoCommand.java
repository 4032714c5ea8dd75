package sluice.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo", description = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    DemoCommand(Environment environment) {}

    @Override
    public Integer call() {
        return 0;
    }
}
