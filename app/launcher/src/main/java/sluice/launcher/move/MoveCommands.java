package sluice.launcher.move;

import java.util.Map;
import java.util.function.Function;
import sluice.launcher.cli.Environment;
import sluice.launcher.cli.ExtraCommands;

/** The commands as the command line finds them. */
public final class MoveCommands implements ExtraCommands {

    /** For the service loader. */
    public MoveCommands() {}

    @Override
    public Map<String, Function<Environment, Object>> commands() {
        return Map.of("export", ExportCommand::new, "import", ImportCommand::new, "move", MoveCommand::new);
    }
}
