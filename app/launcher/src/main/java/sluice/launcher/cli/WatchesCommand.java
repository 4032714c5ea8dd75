package sluice.launcher.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that list, export and import watches from outside the bot, whether it runs or not. */
@Command(
        name = "watches",
        description = {
            "Lists, exports and imports the watches that are kept in the data directory.",
            "A running bot applies changes within a few seconds."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class WatchesCommand extends CommandGroup {

    private WatchesCommand() {}

    static CommandLine line(Environment environment) {
        return new CommandLine(new WatchesCommand())
                .addSubcommand(new WatchesListCommand(environment))
                .addSubcommand(new WatchesExportCommand(environment))
                .addSubcommand(new WatchesImportCommand(environment));
    }
}
