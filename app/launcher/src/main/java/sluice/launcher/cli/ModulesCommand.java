package sluice.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.config.Config;
import sluice.host.Inventory;
import sluice.host.ModuleRecord;
import sluice.host.Role;
import sluice.host.Survey;
import sluice.launcher.bot.ExitCode;

/** Prints the modules that were discovered. Starts nothing: what has been started is asked of the bot that runs, if one does. */
@Command(
        name = "modules",
        description = {
            "Lists the discovered modules and the state of each.",
            "Asks the running bot if there is one, else shows what a bot would find. Starts nothing."
        },
        mixinStandardHelpOptions = true,
        footer = "With --url, the token is read from the environment variable SLUICE_HTTP_TOKEN.")
final class ModulesCommand implements Callable<Integer> {

    private static final List<String> HEADER =
            List.of("ROLE", "NAME", "STATE", "MODULE", "VERSION", "FROM", "SERVICES", "REASON");

    /** What makes a module a step that watches can name. */
    private static final Pattern STEP = Pattern.compile("MessageFilter|MessageTransform");

    private static final String PAGE = "/modules";

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The address of the bot (default: from the configuration).")
    private URI url;

    ModulesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (url != null) {
            return RunningBot.at(url, environment)
                    .show(option.path(PAGE), "modules", environment, page -> print(RunningBot.parsed(page, "modules")))
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
        Survey survey = Survey.tryingOut(config.get(), Inventory.of(config.get()), environment.timeline());
        print(survey.records().stream().map(ModulesCommand::row).toList());
        option.report(survey.warnings(), environment);
        option.report(survey.problems(), environment);
        return survey.problems().isEmpty() ? ExitCode.DONE.code() : ExitCode.USAGE.code();
    }

    /** The page of the bot that runs with this configuration; empty when there is none, or it is another one that answers. */
    private Optional<JsonNode> page(Config config) {
        if (option.http().port() == 0) {
            return Optional.empty();
        }
        try {
            JsonNode page = RunningBot.parsed(RunningBot.of(option.http()).page(option.path(PAGE)), "modules");
            String dataDir = config.dataDir().toRealPath().toString();
            return Optional.of(page).filter(bot -> bot.path("data-dir").asText().equals(dataDir));
        } catch (IOException e) {
            return Optional.empty(); // nothing runs there that is ours, so that there is nothing to tell of it
        }
    }

    private void print(JsonNode page) {
        print(page.path("modules").valueStream().map(ModulesCommand::row).toList());
    }

    private void print(List<List<String>> rows) {
        Map<Boolean, List<List<String>>> bySteps = rows.stream()
                .collect(Collectors.partitioningBy(
                        row -> STEP.matcher(row.get(HEADER.indexOf("SERVICES"))).find()));
        Table.print(HEADER, bySteps.get(false), environment.out());
        if (!bySteps.get(true).isEmpty()) {
            environment.out().println();
            environment.print("Steps that watches can name:");
            Table.print(
                    withoutRole(HEADER),
                    bySteps.get(true).stream().map(ModulesCommand::withoutRole).toList(),
                    environment.out());
        }
    }

    private static List<String> withoutRole(List<String> row) {
        return row.subList(1, row.size());
    }

    private static List<String> row(JsonNode module) {
        return List.of(
                joined(module.path("roles").valueStream().map(JsonNode::asText).toList()),
                module.path("name").asText(),
                module.path("state").asText(),
                module.path("module").asText(),
                module.path("version").asText(),
                module.path("from").asText(),
                joined(module.path("services")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList()),
                module.path("reason").asText());
    }

    private static List<String> row(ModuleRecord record) {
        return List.of(
                joined(record.roles().stream().map(Role::key).toList()),
                record.name(),
                record.state().name().toLowerCase(Locale.ROOT),
                record.module(),
                record.version(),
                record.origin(),
                joined(record.services()),
                record.detail());
    }

    private static String joined(List<String> names) {
        return names.isEmpty() ? "-" : String.join(",", names);
    }
}
