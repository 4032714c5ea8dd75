/**
 * {@code sluice demo}: the whole bot against a Bot API simulator. Optional; nothing else requires it.
 *
 * @provides sluice.launcher.cli.ExtraCommands the command
 */
module sluice.demo {
    requires sluice.launcher;
    requires sluice.simulator;
    requires info.picocli;
    requires java.management;

    opens sluice.demo to
            info.picocli;

    provides sluice.launcher.cli.ExtraCommands with
            sluice.demo.DemoCommandProvider;
}
