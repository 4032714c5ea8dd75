package sluice.launcher.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.bot.Version;

/** The command line as a whole. */
@Command(
        name = "sluice",
        description = "Watches Telegram channels and groups, and forwards, copies or extracts what is posted there.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:unexpected error",
            "2:wrong usage or configuration",
            "3:Telegram rejects the token",
            "4:another instance keeps polling with the same token"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SLUICE_TOKEN      the bot token, if the configuration has none",
            "  SLUICE_LOG_LEVEL  debug, info (default), warn or error",
            "  SLUICE_LOG_FORMAT text (default) or json, as the key log.format",
            "  SLUICE_JAVA_OPTS  options for the Java runtime, after the built-in ones"
        })
public final class Cli extends CommandGroup {

    /**
     * In the order of the help. Of a command line that begins with one of them only that one is made: to look through the
     * annotations of all of them takes longer than all the rest before the configuration is read.
     */
    private static final Map<String, Function<Environment, Object>> COMMANDS = commands();

    private Cli() {}

    /** Runs a command and returns the exit status. */
    public static int run(Environment environment, String... args) {
        CommandLine line = new CommandLine(new Cli());
        Map<String, Function<Environment, Object>> named =
                args.length > 0 && COMMANDS.containsKey(args[0]) ? Map.of(args[0], COMMANDS.get(args[0])) : COMMANDS;
        named.forEach((name, command) -> line.addSubcommand(name, command.apply(environment)));
        setVersion(line);
        line.setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, _) -> misused(e));
        line.setExecutionExceptionHandler((e, _, _) -> {
            environment.complain("sluice: unexpected error: " + e);
            return ExitCode.UNEXPECTED.code();
        });
        int code = line.execute(args);
        if (code == ExitCode.DONE.code() && environment.out().checkError()) {
            environment.complain("standard output: cannot be written, its disk is full or nobody reads it");
            return ExitCode.UNEXPECTED.code();
        }
        return code;
    }

    private static void setVersion(CommandLine line) {
        line.getCommandSpec().version("sluice " + Version.text());
        line.getSubcommands().values().forEach(Cli::setVersion);
    }

    private static Map<String, Function<Environment, Object>> commands() {
        LinkedHashMap<String, Function<Environment, Object>> commands = new LinkedHashMap<>();
        commands.put("init", InitCommand::new);
        commands.put("run", RunCommand::new);
        ServiceLoader.load(Cli.class.getModule().getLayer(), ExtraCommands.class)
                .forEach(extra -> commands.putAll(extra.commands()));
        commands.put("check", CheckCommand::new);
        commands.put("modules", ModulesCommand::new);
        commands.put("stats", StatsCommand::new);
        commands.put("watches", WatchesCommand::line);
        commands.put("bots", BotsCommand::line);
        List.of("export", "import", "move").forEach(name -> commands.putLast(name, commands.get(name)));
        return commands;
    }

    private static int misused(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        e.getCommandLine().usage(err);
        return ExitCode.USAGE.code();
    }
}
