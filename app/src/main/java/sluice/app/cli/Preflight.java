package sluice.app.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Watch;
import sluice.app.config.Config;
import sluice.app.config.Problem;
import sluice.app.host.Guard;
import sluice.app.host.ModuleHost;
import sluice.app.host.StepModule;
import sluice.app.status.Counters;
import sluice.app.steps.StepCatalog;
import sluice.app.time.Timeline;

/** What must hold before the bot promises anything, and cannot be told from the configuration file alone. */
final class Preflight {

    private Preflight() {}

    /** What is wrong, a line each. */
    static List<String> problems(Config config) {
        List<String> problems = new ArrayList<>(unsupported(config));
        dataDir(config.dataDir()).ifPresent(problems::add);
        return problems;
    }

    /** What is wrong with the steps that are named, as far as it can be told without starting any. */
    static List<Problem> steps(Config config, Timeline timeline) {
        return config.stepUses().isEmpty()
                ? List.of()
                : catalog(config, timeline).problems(config.stepUses());
    }

    /** The steps that there are, none of them started. */
    static StepCatalog catalog(Config config, Timeline timeline) {
        return new StepCatalog(
                StepModule.find(config, timeline), new Guard(timeline.ticker()), timeline, new Counters().steps());
    }

    /** What watches ask for and no module of this image can do. */
    static List<String> unsupported(Config config) {
        Function<Watch, Optional<String>> check = support(config);
        return config.watches().stream()
                .flatMap(watch -> check.apply(watch).stream()
                        .map(reason -> "watches: " + watch.source() + " to " + watch.destination() + ": " + reason))
                .toList();
    }

    /** Answers what a watch asks for and the chosen modules cannot do. */
    static Function<Watch, Optional<String>> support(Config config) {
        boolean keepsNotes = ModuleHost.keepsNotes(config);
        return watch -> watch.record() && !keepsNotes
                ? Optional.of("`record` needs a queue that keeps notes too, such as `modules.queue: sqlite`; `"
                        + config.modules().chosen().get("queue") + "` does not")
                : Optional.empty();
    }

    /** The data directory must be there and take files. */
    static Optional<String> dataDir(Path dir) {
        try {
            Files.createDirectories(dir, privately(dir));
            Files.delete(Files.createTempFile(dir, ".probe", null));
            Path store = dir.resolve("sluice.db");
            if (Files.exists(store) && !Files.isWritable(store)) {
                return Optional.of("data-dir: " + store.toAbsolutePath() + " cannot be written: it belongs to "
                        + Files.getOwner(store) + " and has the mode "
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(store)));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("data-dir: cannot write to " + dir.toAbsolutePath() + " (" + reason(e)
                    + "); make it writable for this user, or name another folder");
        }
    }

    /** What is kept is nobody else's business, where the system knows of others. */
    private static FileAttribute<?>[] privately(Path dir) {
        return dir.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : e.getClass().getSimpleName();
    }
}
