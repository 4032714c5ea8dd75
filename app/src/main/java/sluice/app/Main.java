package sluice.app;

import sluice.app.cli.Cli;
import sluice.app.cli.Environment;

/** Where the process starts. */
public final class Main {

    private Main() {}

    /**
     * Runs the command that the arguments name, and exits with its code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(Cli.run(Environment.ofProcess(), args));
    }
}
