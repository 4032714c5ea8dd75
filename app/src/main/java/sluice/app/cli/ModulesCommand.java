package sluice.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sluice.app.bot.ExitCode;
import sluice.app.config.Config;
import sluice.app.host.ModuleHost;
import sluice.app.host.ModuleRecord;
import sluice.app.host.Role;

/** Prints what was discovered. Starts nothing. */
@Command(
        name = "modules",
        description = "Lists the modules that were discovered, and what becomes of each.",
        mixinStandardHelpOptions = true)
final class ModulesCommand implements Callable<Integer> {

    private static final List<String> HEADER = List.of("ROLE", "NAME", "STATE", "MODULE", "VERSION", "FROM", "REASON");

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    ModulesCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Optional<Config> config = option.loadOrDefaults(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        ModuleHost.Survey survey = ModuleHost.survey(config.get());
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        survey.records().stream().map(ModulesCommand::row).forEach(rows::add);
        Table.print(rows, environment.out());
        option.report(survey.problems(), environment);
        return survey.problems().isEmpty() ? ExitCode.DONE.code() : ExitCode.USAGE.code();
    }

    private static List<String> row(ModuleRecord record) {
        String roles = record.roles().isEmpty()
                ? "-"
                : record.roles().stream().map(Role::key).collect(Collectors.joining(","));
        return List.of(
                roles,
                record.name(),
                record.state().name().toLowerCase(Locale.ROOT),
                record.module(),
                record.version(),
                record.origin(),
                record.detail());
    }
}
