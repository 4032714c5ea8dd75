package sluice.launcher.move;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.base.file.FileProblem;
import sluice.base.file.PrivateFile;
import sluice.config.Config;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.cli.BotOption;
import sluice.launcher.cli.Environment;

/** Writes what a bot keeps as a file that {@code sluice import} reads. */
@Command(
        name = "export",
        description = {
            "Writes what a bot keeps as JSON lines: waiting messages, dead letters, what was sent, stored watches and the offset.",
            "Notes are not part of it. The bot must not run meanwhile."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    /** Lines between two looks at whether standard output still takes them. */
    private static final int CHECKED = 5_000;

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write, which only you may read; without it the lines go to standard output.")
    private Optional<Path> output = Optional.empty();

    ExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (output.isPresent() && Files.exists(output.get())) {
            environment.complain(output.get() + ": exists already");
            return ExitCode.USAGE.code();
        }
        return option.loadOrDefaults(environment)
                .map(config -> option.guarded(environment, () -> export(config)))
                .orElse(ExitCode.USAGE)
                .code();
    }

    private ExitCode export(Config config) {
        try (BotStore store = BotStore.open(config, BotStore.queue(config), environment)) {
            Progress progress = new Progress(environment, store.name());
            try {
                if (output.isPresent()) {
                    write(output.get(), store, progress);
                    environment.print(progress.rows() + " written to " + output.get());
                } else {
                    print(store, progress);
                }
                progress.end();
                return ExitCode.DONE;
            } catch (IOException e) {
                environment.complain(output.map(Path::toString).orElse("standard output") + ": cannot be written: "
                        + FileProblem.reason(e));
                return ExitCode.USAGE;
            }
        }
    }

    /** Under another name first, so that a file with the name is a whole one. */
    private static void write(Path file, BotStore store, Progress progress) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(draft);
        try {
            try (FileChannel channel = PrivateFile.open(draft);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                copy(store, progress, out, () -> false);
                out.flush();
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void print(BotStore store, Progress progress) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(environment.out(), 1 << 16);
        copy(store, progress, out, environment.out()::checkError);
        out.flush();
    }

    private static void copy(BotStore store, Progress progress, OutputStream out, BooleanSupplier lost)
            throws IOException {
        try (Stream<String> lines = store.archive().read()) {
            Iterator<String> each = lines.iterator();
            for (int i = 1; each.hasNext(); i++) {
                String line = each.next();
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                progress.line(line);
                if (i % CHECKED == 0 && lost.getAsBoolean()) {
                    // The command line says so.
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
