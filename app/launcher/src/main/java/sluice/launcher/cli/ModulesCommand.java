package sluice.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.base.json.Json;
import sluice.config.Config;
import sluice.host.ModuleRecord;
import sluice.host.Role;
import sluice.host.Survey;
import sluice.launcher.bot.ExitCode;

/** Prints the modules that were discovered. Starts nothing: what has been started is asked of the bot that runs, if one does. */
@Command(
        name = "modules",
        description = {
            "Lists the modules that were discovered, and what becomes of each.",
            "Of a bot that runs it shows what became of them; else what a bot would find. Starts nothing."
        },
        mixinStandardHelpOptions = true,
        footer = "SLUICE_HTTP_TOKEN in the environment is sent along to --url.")
final class ModulesCommand implements Callable<Integer> {

    private static final List<String> HEADER = List.of("ROLE", "NAME", "STATE", "MODULE", "VERSION", "FROM", "REASON");
    private static final String PAGE = "/modules";

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the bot listens (default: what the configuration says).")
    private URI url;

    ModulesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (url != null) {
            return ofBot(new RunningBot(
                            url, Optional.ofNullable(environment.variables().get("SLUICE_HTTP_TOKEN"))))
                    .code();
        }
        Optional<Config> config = option.loadOrDefaults(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        Optional<JsonNode> page = page(config.get());
        if (page.isPresent()) {
            print(page.get());
            return ExitCode.DONE.code();
        }
        Survey survey = Survey.tryingOut(config.get(), environment.timeline());
        print(survey.records().stream().map(ModulesCommand::row).toList());
        option.report(survey.warnings(), environment);
        option.report(survey.problems(), environment);
        return survey.problems().isEmpty() ? ExitCode.DONE.code() : ExitCode.USAGE.code();
    }

    private ExitCode ofBot(RunningBot bot) {
        if (!bot.isHttp()) {
            environment.err().println("--url: not an http address: " + url);
            return ExitCode.USAGE;
        }
        try {
            print(Json.MAPPER.readTree(bot.page(PAGE)));
            return ExitCode.DONE;
        } catch (IOException e) {
            environment.err().println("sluice: no modules from " + bot.address(PAGE) + ": " + e.getMessage());
            return ExitCode.UNEXPECTED;
        }
    }

    /** The page of the bot that runs with this configuration; empty when there is none, or it is another one that answers. */
    private static Optional<JsonNode> page(Config config) {
        if (config.http().port() == 0) {
            return Optional.empty();
        }
        try {
            JsonNode page = Json.MAPPER.readTree(RunningBot.of(config.http()).page(PAGE));
            String dataDir = config.dataDir().toRealPath().toString();
            return Optional.of(page).filter(bot -> bot.path("data-dir").asText().equals(dataDir));
        } catch (IOException e) {
            return Optional.empty(); // nothing runs there that is ours, so that there is nothing to tell of it
        }
    }

    private void print(JsonNode page) {
        List<List<String>> rows = new ArrayList<>();
        page.path("modules").forEach(module -> rows.add(row(module)));
        print(rows);
    }

    private void print(List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(HEADER);
        all.addAll(rows);
        Table.print(all, environment.out());
    }

    private static List<String> row(JsonNode module) {
        List<String> roles = new ArrayList<>();
        module.path("roles").forEach(role -> roles.add(role.asText()));
        return List.of(
                roles(roles),
                module.path("name").asText(),
                module.path("state").asText(),
                module.path("module").asText(),
                module.path("version").asText(),
                module.path("from").asText(),
                module.path("reason").asText());
    }

    private static List<String> row(ModuleRecord record) {
        return List.of(
                roles(record.roles().stream().map(Role::key).toList()),
                record.name(),
                record.state().name().toLowerCase(Locale.ROOT),
                record.module(),
                record.version(),
                record.origin(),
                record.detail());
    }

    private static String roles(List<String> roles) {
        return roles.isEmpty() ? "-" : String.join(",", roles);
    }
}
