/**
 * The command line, and the bot put together.
 *
 * @uses sluice.launcher.cli.ExtraCommands commands of other packages, some of which an image may leave out
 * @provides sluice.launcher.cli.ExtraCommands those that move what bots keep
 */
module sluice.launcher {
    requires transitive sluice.control;
    requires info.picocli;

    exports sluice.launcher.bot;
    exports sluice.launcher.cli;

    opens sluice.launcher.cli to
            info.picocli;
    opens sluice.launcher.move to
            info.picocli;

    uses sluice.launcher.cli.ExtraCommands;

    provides sluice.launcher.cli.ExtraCommands with
            sluice.launcher.move.MoveCommands;
}
