package sluice.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A self-hosted Telegram auto-forwarding bot.",
        subcommands = Demo.class)
public final class Main {
    /** Runs the command named by {@code args} and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
