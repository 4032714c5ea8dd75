package sluice.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sluice.base.log.LogLevels;
import sluice.host.HostException;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.cli.Environment;

/** Runs the whole bot against a simulator, and checks what arrives. */
@Command(
        name = "demo",
        description = {
            "Runs the whole bot against a Bot API simulator in the same process; needs neither a token nor the internet.",
            "Exits with 0 only if every message that had to arrive did so exactly once and in order."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    /** The loggers that stay silent about expected failures, which the demo itself reports. */
    private static final String[] REPORTED_BY_THE_DEMO = {"sluice.engine.deliver", "sluice.launcher.bot"};

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--bots",
            paramLabel = "N",
            defaultValue = "1",
            description = "Bots in the process, 1 to " + DemoOptions.MAX_BOTS
                    + ", each with its own token, data and channels (default: ${DEFAULT-VALUE})."
                    + " More than 50 need a larger heap: SLUICE_JAVA_OPTS=-Xmx128m.")
    private int bots;

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "100",
            description = "Channels to watch, of all bots together, 1 to " + DemoOptions.MAX_CHANNELS
                    + ", at least one for each bot (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Messages to post in all of them together, 1 to " + DemoOptions.MAX_MESSAGES
                    + ", at least one for each bot (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            defaultValue = DemoOptions.QUEUE,
            description = "The queue to use, as `modules.queue` names it (default: ${DEFAULT-VALUE}).")
    private String queue;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description =
                    "A folder of plugins for the demo; their figures are shown at the end, those of the first bot.")
    private Path plugins;

    @Option(
            names = "--stay",
            description = "Stays after its end, with the dashboard and a page to write posts and see copies arrive."
                    + " With several bots there is the dashboard of each, and no page to write posts.")
    private boolean stay;

    DemoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoOptions options = options();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        environment.endWithProcess(ended);
        Map<String, String> variables = environment.variables();
        Terminal screen = new Terminal(
                environment.out(),
                environment.terminal(),
                variables,
                environment.timeline().ticker());
        try (LogLevels _ = levels(variables)) {
            Demo demo = new Demo(options, screen, environment.err(), environment.timeline(), environment.stop());
            return switch (demo.run()) {
                case GOOD -> ExitCode.DONE.code();
                case BAD, STOPPED -> ExitCode.UNEXPECTED.code();
            };
        } catch (HostException e) {
            e.problems().forEach(problem -> environment.err().println("sluice demo: " + problem));
            return ExitCode.USAGE.code();
        } finally {
            ended.complete(null);
        }
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(bots, channels, messages, queue, Optional.ofNullable(plugins), stay);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static LogLevels levels(Map<String, String> variables) {
        return variables.containsKey("SLUICE_LOG_LEVEL")
                ? LogLevels.asTheyAre()
                : LogLevels.quiet(REPORTED_BY_THE_DEMO);
    }
}
