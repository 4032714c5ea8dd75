/**
 * The command line, and the bot put together.
 *
 * @uses sluice.launcher.cli.ExtraCommand commands that an image may leave out
 */
module sluice.launcher {
    requires transitive sluice.engine;
    requires info.picocli;

    exports sluice.launcher.bot;
    exports sluice.launcher.cli;

    opens sluice.launcher.cli to
            info.picocli;

    uses sluice.launcher.cli.ExtraCommand;
}
