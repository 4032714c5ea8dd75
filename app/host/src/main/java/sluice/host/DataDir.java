package sluice.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import sluice.base.file.FileProblem;

/** The data directory: made where it is missing, for this user alone, and tried out. */
public final class DataDir {

    private DataDir() {}

    /**
     * Creates the directory if it is missing, and tests that it accepts files.
     *
     * @return the reason why the bot cannot keep anything there; empty if it can
     */
    public static Optional<String> problem(Path dir) {
        try {
            create(dir);
            Files.delete(Files.createTempFile(dir, ".probe", null));
            Path store = dir.resolve("sluice.db");
            if (Files.exists(store) && !Files.isWritable(store)) {
                return Optional.of("data-dir: " + store.toAbsolutePath() + " cannot be written: it belongs to "
                        + Files.getOwner(store) + " and has the mode "
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(store)));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("data-dir: cannot write to " + dir.toAbsolutePath() + " (" + FileProblem.reason(e)
                    + "); make it writable for this user, or name another folder");
        }
    }

    /**
     * Creates the directory if it is missing.
     *
     * @throws HostException if that is not possible
     */
    public static void make(Path dir) {
        try {
            create(dir);
        } catch (IOException e) {
            throw new HostException(List.of("data-dir: cannot be made: " + e));
        }
    }

    /** Creates the directory, closed to other users where the system knows of others. */
    private static void create(Path dir) throws IOException {
        boolean posix = dir.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                dir,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }
}
