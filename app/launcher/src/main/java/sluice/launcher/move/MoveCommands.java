package sluice.launcher.move;

import sluice.launcher.cli.Environment;
import sluice.launcher.cli.ExtraCommand;

/** The commands as the command line finds them. */
public final class MoveCommands {

    private MoveCommands() {}

    /** {@code sluice export}. */
    public static final class Export implements ExtraCommand {

        /** Creates the provider, for the service loader. */
        public Export() {}

        @Override
        public String name() {
            return "export";
        }

        @Override
        public Object create(Environment environment) {
            return new ExportCommand(environment);
        }
    }

    /** {@code sluice import}. */
    public static final class Import implements ExtraCommand {

        /** Creates the provider, for the service loader. */
        public Import() {}

        @Override
        public String name() {
            return "import";
        }

        @Override
        public Object create(Environment environment) {
            return new ImportCommand(environment);
        }
    }

    /** {@code sluice move}. */
    public static final class Move implements ExtraCommand {

        /** Creates the provider, for the service loader. */
        public Move() {}

        @Override
        public String name() {
            return "move";
        }

        @Override
        public Object create(Environment environment) {
            return new MoveCommand(environment);
        }
    }
}
