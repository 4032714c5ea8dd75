package sluice.launcher.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sluice.base.file.FileProblem;
import sluice.base.file.PrivateFile;
import sluice.config.SourceFile;
import sluice.control.watches.WatchYaml;
import sluice.launcher.bot.ExitCode;

/** Writes the watches that are kept as a file that can be read again, here or in another data directory. */
@Command(
        name = "export",
        description = {
            "Writes the watches that are kept in the data directory as YAML, in the form of the configuration's `watches`.",
            "The watches of the configuration file are not included."
        },
        mixinStandardHelpOptions = true)
final class WatchesExportCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to write; without it the text goes to standard output.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--force", description = "Write the file even if it exists.")
    private boolean force;

    WatchesExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (file.isPresent() && Files.exists(file.get()) && !force) {
            environment.complain(file.get() + ": exists already; --force overwrites it");
            return ExitCode.USAGE.code();
        }
        return KeptWatches.with(environment, option, KeptWatches.Use.READ, kept -> {
            String yaml = WatchYaml.write(kept.watches());
            return file.map(target -> write(target, yaml, kept.watches().size()))
                    .orElseGet(() -> print(yaml));
        });
    }

    /** As bytes: the encoding of standard output may not know all characters. */
    private ExitCode print(String yaml) {
        PrintStream out = environment.out();
        out.writeBytes(yaml.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.DONE;
    }

    /** A link stays one, and a pipe or a device is written to; a file is replaced as a whole, also where the disk is full. */
    private ExitCode write(Path target, String yaml, int count) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.write(target, bytes, StandardOpenOption.WRITE);
            } else {
                PrivateFile.replace(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), bytes);
            }
            environment.print(count + " watches written to " + target);
            if (bytes.length > SourceFile.MAX_IMPORTED_BYTES) {
                environment.complain("warning: " + target + " is larger than " + (SourceFile.MAX_IMPORTED_BYTES >> 20)
                        + " MB, so import takes it only in parts");
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            environment.complain(target + ": cannot be written: " + FileProblem.reason(e));
            return ExitCode.USAGE;
        }
    }
}
