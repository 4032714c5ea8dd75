package sluice.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sluice.app.bot.ExitCode;
import sluice.app.log.Secrets;

/** The command line as a whole. */
@Command(
        name = "sluice",
        description = "Watches Telegram channels and groups, and forwards, copies or extracts what is posted there.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something unexpected",
            "2:wrong usage or configuration",
            "3:Telegram rejects the token",
            "4:another instance keeps polling with the same token"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SLUICE_TOKEN      the bot token, when the configuration does not say it",
            "  SLUICE_LOG_LEVEL  debug, info (default), warn or error",
            "  SLUICE_JAVA_OPTS  options for the Java runtime, after the built-in ones"
        })
public final class Cli implements Runnable {

    @Spec
    private CommandSpec spec;

    private Cli() {}

    /**
     * Runs a command.
     *
     * @param environment what the process gives it
     * @param args the command line
     * @return the exit status
     */
    public static int run(Environment environment, String... args) {
        CommandLine line = new CommandLine(new Cli());
        line.addSubcommand(new RunCommand(environment));
        line.addSubcommand(new DemoCommand(environment));
        line.addSubcommand(new CheckCommand(environment));
        line.addSubcommand(new ModulesCommand(environment));
        line.addSubcommand(new StatsCommand(environment));
        line.addSubcommand(WatchesCommand.line(environment));
        line.setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((e, _, _) -> {
            environment.err().println("sluice: unexpected: " + Secrets.redact(e.toString()));
            return ExitCode.UNEXPECTED.code();
        });
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
