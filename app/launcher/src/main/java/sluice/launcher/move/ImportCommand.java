package sluice.launcher.move;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sluice.base.file.FileProblem;
import sluice.config.Config;
import sluice.host.DataDir;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.cli.BotOption;
import sluice.launcher.cli.Environment;

/** Takes over what {@code sluice export} has written, as a whole or not at all. */
@Command(
        name = "import",
        description = {
            "Takes over what `sluice export` has written, from any queue into the one of the configuration.",
            "A file that was cut or changed is refused as a whole. The bot must not run meanwhile."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file to read; without it, standard input.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--replace", description = "Replace what is kept for the bot; without it, nothing may be there.")
    private boolean replace;

    ImportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return option.loadOrDefaults(environment)
                .map(config -> option.guarded(environment, () -> take(config)))
                .orElse(ExitCode.USAGE)
                .code();
    }

    private ExitCode take(Config config) {
        try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : environment.in()) {
            DataDir.make(config.dataDir());
            try (BotStore store = BotStore.open(config, BotStore.queue(config), environment)) {
                return take(in, store);
            }
        } catch (IOException e) {
            environment.complain(source() + ": cannot be read: " + FileProblem.reason(e));
            return ExitCode.USAGE;
        }
    }

    private ExitCode take(InputStream in, BotStore store) throws IOException {
        if (!replace && !store.archive().isEmpty()) {
            environment.complain(store.name() + ": something is kept for it in `" + store.queue()
                    + "` already; --replace removes it first");
            return ExitCode.USAGE;
        }
        Progress progress = new Progress(environment, store.name());
        try (Stream<String> lines = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new FileLines(in), Spliterator.ORDERED), false)) {
            store.archive().write(lines.peek(progress::line));
        } catch (IllegalArgumentException e) {
            environment.complain(source() + ": " + e.getMessage() + "; nothing was changed");
            return ExitCode.USAGE;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        progress.end();
        environment.print(store.name() + ": " + progress.rows() + " imported into " + store.queue());
        return ExitCode.DONE;
    }

    private String source() {
        return file.map(Path::toString).orElse("standard input");
    }
}
