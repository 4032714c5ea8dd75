package example.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.Ticker;

/**
 * Reports how large the files in the data directory are. This class is thread-safe.
 *
 * <p>Figures must come at once, and asking a disk may take long. So the disk is asked while the bot cleans, on a thread that may
 * take its time, and the figures come from a cache.
 *
 * <p>Settings, under {@code plugins.disk}: {@code max-files} (1000), the most files whose sizes are remembered, and
 * {@code ttl} (1h), after which a size that was not measured again is forgotten.
 */
@Provider(name = "disk")
public final class DiskUse implements Cleanable, StatsProvider {

    private static final int MAX_FILES = 1_000;
    private static final Duration TTL = Duration.ofHours(1);

    private Path folder;
    private Ticker ticker;
    private FileSizes sizes;

    /** Does nothing: the bot also creates providers to see whether it can, and throws them away. */
    public DiskUse() {}

    @Override
    public void start(ComponentContext context) {
        int maxFiles = context.settings().integer("max-files", MAX_FILES);
        if (maxFiles < 1) {
            // What is thrown here is for the operator: say which setting, what is allowed, and what is there.
            throw new SettingsException("`max-files` must be 1 or more, not " + maxFiles);
        }
        folder = context.dataDir();
        ticker = context.ticker();
        sizes = new FileSizes(maxFiles, context.settings().duration("ttl", TTL));
    }

    /** Forgets what is old, gives up a share under pressure, and measures anew when there is none. */
    @Override
    public CleanupResult clean(CleanupContext context) {
        long removed = sizes.removeExpired(ticker.nanos()) + sizes.giveUp(context.pressure());
        if (context.trigger() == CleanupContext.Trigger.SCHEDULE) {
            measure();
        }
        return new CleanupResult(removed);
    }

    @Override
    public Stats stats() {
        return sizes.stats();
    }

    /** What the bot would call if this were a role; here it is what tests fill it by. */
    void remember(String file, long bytes) {
        sizes.put(file, bytes, ticker.nanos());
    }

    private void measure() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                measure(file);
            }
        } catch (IOException e) {
            // The bot counts what a cleanup throws, says it in the log and in `sluice modules`, and goes on.
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private void measure(Path file) throws IOException {
        try {
            remember(file.getFileName().toString(), Files.size(file));
        } catch (NoSuchFileException e) {
            sizes.remove(file.getFileName().toString()); // it has just gone
        }
    }
}
