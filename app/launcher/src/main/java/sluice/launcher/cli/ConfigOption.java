package sluice.launcher.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import sluice.base.log.Secrets;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.Problem;

/** The option that names the configuration file, and the reading of it. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "sluice.yaml",
            description = "The configuration file (default: ${DEFAULT-VALUE}).")
    private Path file;

    Path file() {
        return file;
    }

    /** Reads the file; on problems prints each on its own line. */
    Optional<Config> load(Environment environment) {
        return reported(ConfigLoader.load(file, environment.variables()), environment);
    }

    /** For a command that calls nobody: needs no token, and no file either where none was named. */
    Optional<Config> loadOrDefaults(Environment environment) {
        boolean none = file.equals(Path.of("sluice.yaml")) && Files.notExists(file);
        return reported(
                none
                        ? ConfigLoader.parse(file, "{}", environment.variables())
                        : ConfigLoader.loadWithoutToken(file, environment.variables()),
                environment);
    }

    private static Optional<Config> reported(Loaded loaded, Environment environment) {
        return switch (loaded) {
            case Loaded.Valid(Config config) -> {
                hideSecrets(config);
                yield Optional.of(config);
            }
            case Loaded.Invalid(List<Problem> problems) -> {
                problems.forEach(environment.err()::println);
                yield Optional.empty();
            }
        };
    }

    /** Prints problems that stand in no line of the file. */
    void report(List<String> problems, Environment environment) {
        problems.forEach(problem -> environment.err().println(Secrets.redact(file + ": " + problem)));
    }

    /** Prints problems with their places. */
    static void reportPlaced(List<Problem> problems, Environment environment) {
        problems.forEach(problem -> environment.err().println(Secrets.redact(problem.toString())));
    }

    static void hideSecrets(Config config) {
        config.telegram().token().ifPresent(Secrets::hide);
        config.http().token().ifPresent(Secrets::hide);
    }
}
