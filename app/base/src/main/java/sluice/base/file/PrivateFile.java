package sluice.base.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that only their owner may read, from the first byte on, where the system knows of others. */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * Makes a file, and returns when it is on the disk.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is there
     */
    public static void create(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = open(file)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /**
     * Makes a file to write to.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is there
     */
    public static FileChannel open(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
    }

    /** Replaces a file, or makes it, in one step: after a crash there is the old one or the new one as a whole. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        if (Files.isRegularFile(beside)) {
            // Left by a process that was killed.
            Files.delete(beside);
        }
        try {
            create(beside, bytes);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            // The new name is kept only with the folder that it stands in.
            folder.force(true);
        }
    }
}
