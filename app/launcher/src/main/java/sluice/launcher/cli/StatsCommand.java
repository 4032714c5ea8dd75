package sluice.launcher.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sluice.launcher.bot.ExitCode;

/** Prints the running bot's statistics. */
@Command(
        name = "stats",
        description = "Prints the statistics of a running bot as JSON.",
        mixinStandardHelpOptions = true,
        footer = "SLUICE_HTTP_TOKEN in the environment is sent along when http.token is set.")
final class StatsCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where the bot listens (default: ${DEFAULT-VALUE}).")
    private URI url;

    StatsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        RunningBot bot =
                new RunningBot(url, Optional.ofNullable(environment.variables().get("SLUICE_HTTP_TOKEN")));
        if (!bot.isHttp()) {
            environment.err().println("--url: not an http address: " + url);
            return ExitCode.USAGE.code();
        }
        try {
            environment.out().print(bot.page("/stats"));
            return ExitCode.DONE.code();
        } catch (IOException e) {
            environment.err().println("sluice: no statistics from " + bot.address("/stats") + ": " + e.getMessage());
            return ExitCode.UNEXPECTED.code();
        }
    }
}
