package sluice.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import sluice.base.file.FileProblem;
import sluice.base.log.Sanitizer;
import sluice.base.log.Secrets;
import sluice.config.BotFiles;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.Problem;
import sluice.host.HostException;
import sluice.launcher.bot.ExitCode;

/** The option that names the configuration file, and the reading of it. */
public class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "sluice.yaml",
            description = "The configuration file (default: ${DEFAULT-VALUE}).")
    private Path file;

    public Path file() {
        return file;
    }

    /** Reads the file; on problems prints each on its own line. */
    Optional<Config> load(Environment environment) {
        return reported(ConfigLoader.load(file, environment.variables()), environment);
    }

    /** For a command that calls nobody: needs no token, and no file either where none was named. */
    public Optional<Config> loadOrDefaults(Environment environment) {
        boolean none = file.equals(Path.of("sluice.yaml")) && Files.notExists(file);
        return reported(
                none
                        ? ConfigLoader.parse(file, "{}", environment.variables())
                        : ConfigLoader.loadWithoutToken(file, environment.variables()),
                environment);
    }

    /** The files of the bots, or none with the reason printed. */
    public Optional<Map<String, Loaded>> bots(BotFiles files, Environment environment) {
        try {
            return Optional.of(files.look());
        } catch (IOException e) {
            report(List.of("bots-dir: " + files.folder() + " cannot be read: " + FileProblem.reason(e)), environment);
            return Optional.empty();
        }
    }

    /** The configuration that was read, or none with its problems printed. */
    public static Optional<Config> reported(Loaded loaded, Environment environment) {
        return switch (loaded) {
            case Loaded.Valid(Config config) -> {
                config.secrets().forEach(Secrets::hide);
                yield Optional.of(config);
            }
            case Loaded.Invalid(List<Problem> problems) -> {
                problems.forEach(problem -> environment.err().println(Sanitizer.line(problem.toString())));
                yield Optional.empty();
            }
        };
    }

    /** Prints problems that stand in no line of the file. */
    public void report(List<String> problems, Environment environment) {
        problems.forEach(problem -> environment.complain(file + ": " + problem));
    }

    ExitCode report(HostException e, Environment environment) {
        report(e.problems(), environment);
        return e.mayPass() ? ExitCode.UNEXPECTED : ExitCode.USAGE;
    }

    /** Runs a command; prints why it failed, if it does. */
    public ExitCode guarded(Environment environment, Supplier<ExitCode> command) {
        try {
            return command.get();
        } catch (HostException e) {
            return report(e, environment);
        } catch (RuntimeException e) {
            environment.complain("sluice: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return ExitCode.UNEXPECTED;
        }
    }

    /** Prints problems with their places and then the others; true if there are any. */
    boolean report(List<Problem> placed, List<String> others, Environment environment) {
        placed.forEach(problem -> environment.complain(problem.toString()));
        report(others, environment);
        return !placed.isEmpty() || !others.isEmpty();
    }
}
