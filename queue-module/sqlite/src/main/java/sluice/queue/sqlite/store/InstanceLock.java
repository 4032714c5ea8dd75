package sluice.queue.sqlite.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sluice.api.SettingsException;

/** Keeps a second instance out of the data directory. The operating system ends it with the process, however that ends. */
public final class InstanceLock implements AutoCloseable {

    private static final String FILE = "sluice.lock";

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    public static InstanceLock take(Path dataDir) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(dataDir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new InstanceLock(channel);
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel, e);
        } catch (NoSuchFileException e) {
            throw new SettingsException("`data-dir`: there is no folder " + dataDir.toAbsolutePath());
        } catch (IOException e) {
            throw new SettingsException(
                    "`data-dir`: " + dataDir.toAbsolutePath() + " cannot be written (" + e + "); check who owns it");
        }
        throw new SettingsException("`data-dir`: " + dataDir.toAbsolutePath()
                + " is in use by another running instance; stop that one or give this one another directory");
    }

    private static void closeQuietly(FileChannel channel, OverlappingFileLockException reason) {
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
