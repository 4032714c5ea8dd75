/**
 * {@code sluice demo}: the whole bot against a Bot API simulator. Optional; nothing else requires it.
 *
 * @provides sluice.launcher.cli.ExtraCommand the command
 */
module sluice.demo {
    requires sluice.launcher;
    requires sluice.simulator;
    requires info.picocli;
    requires java.management;

    opens sluice.demo to
            info.picocli;

    provides sluice.launcher.cli.ExtraCommand with
            sluice.demo.DemoCommandProvider;
}
