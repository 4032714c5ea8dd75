package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher of the runtime image as a process of its own. What it says on standard error is appended to a file. */
public final class ImageProcess {

    static final int SIGKILLED = 128 + 9;
    static final int SIGTERMED = 128 + 15;

    /** The image that the build has made. Other tests run it at the same time: none changes it. */
    static final Path IMAGE = Path.of(System.getProperty("sluice.image", "target/image"));

    private static final String LAUNCHER = "bin/sluice";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path stderr;
    private final long begin;

    private ImageProcess(Process process, Path stderr, long begin) {
        this.process = process;
        this.stderr = stderr;
        this.begin = begin;
    }

    /**
     * Starts the launcher.
     *
     * @param stderr the file that standard error is appended to
     * @param javaOptions options for its JVM, separated by blanks
     * @param args the command line
     */
    public static ImageProcess start(Path stderr, String javaOptions, String... args) {
        return start(IMAGE, List.of(), stderr, javaOptions, args);
    }

    /** Starts the launcher of an image by a command that goes before it. */
    static ImageProcess start(Path image, List<String> by, Path stderr, String javaOptions, String... args) {
        List<String> command = new ArrayList<>(by);
        command.add(image.resolve(LAUNCHER).toAbsolutePath().toString());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SLUICE_JAVA_OPTS", javaOptions);
        builder.environment().remove("SLUICE_TOKEN");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()));
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(stderr.resolveSibling("stdout").toFile()));
        try {
            long begin = Files.exists(stderr) ? Files.size(stderr) : 0;
            return new ImageProcess(builder.start(), stderr, begin);
        } catch (IOException e) {
            throw new UncheckedIOException("the image is made by `./build -DskipTests package`", e);
        }
    }

    /** What a command that ends well says on standard output. */
    public static String output(String... args) {
        List<String> command =
                new ArrayList<>(List.of(IMAGE.resolve(LAUNCHER).toAbsolutePath().toString()));
        command.addAll(List.of(args));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError(String.join(" ", args) + " ended with " + code + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What this process has said on standard error so far. */
    public String log() {
        try (RandomAccessFile file = new RandomAccessFile(stderr.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and its end. */
    void kill() {
        process.destroyForcibly();
        int code = await(LIMIT);
        if (code != SIGKILLED) {
            throw new AssertionError("the process had ended by itself with " + code);
        }
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process; its exit code. */
    public int await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the process did not end within " + limit);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends it whatever it does. */
    public void discard() {
        if (process.isAlive()) {
            process.destroyForcibly();
            await(LIMIT);
        }
    }

    /** Whether it has opened a file. */
    boolean hasOpen(Path file) {
        try (var descriptors = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return descriptors.anyMatch(descriptor -> isLinkTo(descriptor, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLinkTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            // It was closed meanwhile, or the file is not there yet.
            return false;
        }
    }

    /** Its resident memory, in kilobytes, as Linux counts it. */
    long residentKilobytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no VmRSS for process " + pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
