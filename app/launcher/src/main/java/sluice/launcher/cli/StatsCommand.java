package sluice.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.launcher.bot.ExitCode;

/** Prints the running bot's statistics. */
@Command(
        name = "stats",
        description = "Prints the statistics of a running bot.",
        mixinStandardHelpOptions = true,
        footer = {
            "Address and token of the page come from the configuration. With --url,",
            "the token comes from the environment variable SLUICE_HTTP_TOKEN."
        })
final class StatsCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The address of the bot (default: from the configuration).")
    private URI url;

    @Option(names = "--json", description = "Prints JSON for programs: the page /stats as it is.")
    private boolean json;

    StatsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (url != null) {
            return show(RunningBot.at(url, environment)).code();
        }
        return option.loadOrDefaults(environment)
                .flatMap(_ -> RunningBot.of(option.http(), option, environment))
                .map(this::show)
                .orElse(ExitCode.USAGE)
                .code();
    }

    private ExitCode show(RunningBot bot) {
        return bot.show(option.path("/stats"), "statistics", environment, this::print);
    }

    private void print(String page) throws IOException {
        JsonNode figures = RunningBot.parsed(page, "worker");
        if (json) {
            environment.out().print(page);
        } else {
            StatsTable.print(figures, environment.out());
        }
    }
}
