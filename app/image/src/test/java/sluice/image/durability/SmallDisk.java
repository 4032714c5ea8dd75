package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes in memory, which can be filled and made read-only. Only root can mount one. */
final class SmallDisk implements AutoCloseable {

    private final Path dir;
    private final Path ballast;

    private SmallDisk(Path dir) {
        this.dir = dir;
        this.ballast = dir.resolve("ballast");
    }

    /** Mounts one; where that is not allowed, the test is skipped and says so. */
    static SmallDisk mount(Path dir, String size) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String complaint = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", dir.toString());
        if (!complaint.isEmpty()) {
            System.out.println("SKIPPED, since no tmpfs can be mounted here: " + complaint);
            Assumptions.abort("no tmpfs can be mounted here: " + complaint);
        }
        return new SmallDisk(dir);
    }

    Path dir() {
        return dir;
    }

    /** Leaves no byte free. */
    void fill() {
        byte[] block = new byte[4096];
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() {
        try {
            Files.delete(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void readOnly(boolean on) {
        String complaint = run("mount", "-o", "remount," + (on ? "ro" : "rw"), dir.toString());
        if (!complaint.isEmpty()) {
            throw new AssertionError(complaint);
        }
    }

    @Override
    public void close() {
        run("umount", "--lazy", dir.toString());
    }

    /** What a command complains of; empty when it succeeds. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 ? "" : said + " (exit code " + process.exitValue() + ")";
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }
}
