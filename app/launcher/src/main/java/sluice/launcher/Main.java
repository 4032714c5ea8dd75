package sluice.launcher;

import sluice.launcher.cli.Cli;
import sluice.launcher.cli.Environment;

/** The entry point of the process. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name, and exits with its code. */
    public static void main(String[] args) {
        System.exit(Cli.run(Environment.ofProcess(), args));
    }
}
