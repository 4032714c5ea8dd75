package sluice.launcher.cli;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import sluice.base.log.Secret;
import sluice.config.Config;
import sluice.config.Loaded;

/** The option that names the configuration file, and the one that names a bot where it has several. */
public final class BotOption extends ConfigOption {

    /** Names that are listed when one is asked for. */
    private static final int LISTED = 20;

    @Option(
            names = "--bot",
            paramLabel = "NAME",
            description = "The bot, where the configuration has a bots-dir: the name of its file.")
    private String bot;

    private Config process;
    private Optional<Secret> own = Optional.empty();

    Optional<String> bot() {
        return Optional.ofNullable(bot);
    }

    String path(String page) {
        return bot == null ? page : "/bots/" + bot + page;
    }

    /** Where the process of the configuration that was loaded listens, with a token for the pages of the bot. */
    Config.Http http() {
        Config.Http http = process.http();
        return new Config.Http(http.bind(), http.port(), http.token().or(() -> own));
    }

    @Override
    Optional<Config> load(Environment environment) {
        return super.load(environment).flatMap(config -> one(config, environment));
    }

    @Override
    public Optional<Config> loadOrDefaults(Environment environment) {
        return super.loadOrDefaults(environment).flatMap(config -> one(config, environment));
    }

    /** Reads the file of the process; for a command that can do with all its bots, too. */
    Optional<Config> loadProcess(Environment environment) {
        return super.load(environment);
    }

    private Optional<Config> one(Config config, Environment environment) {
        process = config;
        if (config.bots().isEmpty()) {
            if (bot != null) {
                environment.complain("--bot: " + file() + " has no `bots-dir`, and so one bot without a name");
                return Optional.empty();
            }
            return Optional.of(config);
        }
        Optional<Map<String, Loaded>> bots = bots(config.bots().get(), environment);
        if (bots.isEmpty()) {
            return Optional.empty();
        }
        if (bot == null || !bots.get().containsKey(bot)) {
            environment.complain(
                    (bot == null ? "which bot? --bot names it; there is " : "--bot: there is no `" + bot + "`, but ")
                            + listed(bots.get()));
            return Optional.empty();
        }
        Optional<Config> found = reported(bots.get().get(bot), environment);
        own = found.flatMap(each -> each.http().token());
        return found;
    }

    private static String listed(Map<String, Loaded> bots) {
        return bots.isEmpty()
                ? "none yet"
                : bots.keySet().stream().sorted().limit(LISTED).collect(Collectors.joining(", "))
                        + (bots.size() > LISTED ? " and " + (bots.size() - LISTED) + " more" : "");
    }
}
