package sluice.testkit.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of a PostgreSQL installation. PostgreSQL refuses to run as root, so root runs them as another user. */
final class PostgresPrograms {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_SECONDS = 120;

    private final Path bin;
    private final Optional<String> user;

    private PostgresPrograms(Path bin, Optional<String> user) {
        this.bin = bin;
        this.user = user;
    }

    /** Those of {@code initdb} on the PATH, or else of Debian's newest version; empty when there are none that can be run. */
    static Optional<PostgresPrograms> find() {
        Optional<Path> bin = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "initdb"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(PostgresPrograms::folderOf)
                .or(PostgresPrograms::ofDebian);
        if (!"root".equals(System.getProperty("user.name"))) {
            return bin.map(folder -> new PostgresPrograms(folder, Optional.empty()));
        }
        return bin.filter(_ -> Files.isExecutable(Path.of("/usr/bin/setpriv")))
                .map(folder -> new PostgresPrograms(folder, Optional.of(isUser("postgres") ? "postgres" : "nobody")));
    }

    /** A new temporary folder that belongs to the user of the programs. */
    Path folder() {
        try {
            Path folder = Files.createTempDirectory("sluice-postgres");
            own(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a file or folder to the user of the programs. */
    void own(Path file) throws IOException {
        if (user.isPresent()) {
            UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
            Files.getFileAttributeView(file, PosixFileAttributeView.class)
                    .setOwner(names.lookupPrincipalByName(user.get()));
        }
    }

    /** Starts a program, which writes into a file. The process is the program itself, not one that started it. */
    Process start(Path folder, Path output, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        user.ifPresent(name -> command.addAll(
                List.of("/usr/bin/setpriv", "--reuid=" + name, "--regid=" + groupOf(name), "--clear-groups")));
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(new File("/dev/null"));
            // What is in the home of whoever runs the tests is not for these programs.
            builder.environment().put("HOME", folder.toString());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @return what it wrote, without the last line feed
     * @throws IllegalStateException when it fails or takes longer than two minutes
     */
    String run(Path folder, String program, String... arguments) {
        try {
            Path output = Files.createTempFile("sluice-postgres", ".out");
            try {
                Process process = start(folder, output, program, arguments);
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                String text = Files.readString(output).stripTrailing();
                if (!ended || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(program + " " + String.join(" ", arguments)
                            + (ended ? " failed: " : " did not end: ") + text);
                }
                return text;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " ran", e);
        }
    }

    private static Path folderOf(Path initdb) {
        try {
            return initdb.toRealPath().getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> ofDebian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingDouble(bin ->
                            Double.parseDouble(bin.getParent().getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUser(String name) {
        try {
            DEBIAN.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String groupOf(String user) {
        return "postgres".equals(user) ? user : "nogroup";
    }
}
