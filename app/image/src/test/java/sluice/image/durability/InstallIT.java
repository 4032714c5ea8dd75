package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive and its {@code install.sh}, into a scratch root. */
class InstallIT {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path dir;

    private record Ran(int code, String output) {}

    @Test
    void the_archive_fits_its_checksum_and_installs_where_the_guide_says() throws Exception {
        Path archive = archive();
        String checksum = Files.readString(Path.of(archive + ".sha256"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
        assertEquals(HexFormat.of().formatHex(hash) + "  " + archive.getFileName(), checksum.strip());

        Path unpacked = unpacked(archive);
        Path root = dir.resolve("root");
        Ran first = run(unpacked.resolve("install.sh").toString(), "--root", root.toString());
        assertEquals(0, first.code(), first.output());
        Files.writeString(root.resolve("etc/sluice/sluice.yaml"), "# kept\n");
        Files.writeString(root.resolve("opt/sluice/old"), "");
        Ran update = run(unpacked.resolve("install.sh").toString(), "--root", root.toString());

        assertAll(
                () -> assertEquals(0, update.code(), update.output()),
                () -> assertEquals(
                        "# kept\n",
                        Files.readString(root.resolve("etc/sluice/sluice.yaml")),
                        "an update keeps the configuration"),
                () -> assertFalse(Files.exists(root.resolve("opt/sluice/old")), "the program is replaced as a whole"),
                () -> assertEquals(
                        Path.of("/opt/sluice/bin/sluice"),
                        Files.readSymbolicLink(root.resolve("usr/local/bin/sluice"))),
                () -> assertEquals("rwx------", permissions(root.resolve("etc/sluice"))),
                () -> assertEquals("rwx------", permissions(root.resolve("var/lib/sluice"))),
                () -> assertTrue(Files.readString(root.resolve("etc/systemd/system/sluice.service"))
                        .contains("ExecStart=/opt/sluice/bin/sluice run --config /etc/sluice/sluice.yaml")),
                () -> assertTrue(run(root.resolve("opt/sluice/bin/sluice").toString(), "--version")
                        .output()
                        .startsWith("sluice ")),
                () -> assertTrue(Files.exists(root.resolve("opt/sluice/LICENSE"))));
    }

    @Test
    void install_says_what_is_wrong() throws Exception {
        Path alone = Files.copy(unpacked(archive()).resolve("install.sh"), dir.resolve("install.sh"));

        Ran usage = run(alone.toString(), "--frobnicate");
        Ran missing = run(alone.toString(), "--root", dir.resolve("root").toString());
        Ran help = run(alone.toString(), "--help");

        assertAll(
                () -> assertEquals(2, usage.code(), usage.output()),
                () -> assertEquals(1, missing.code(), missing.output()),
                () -> assertTrue(missing.output().contains("unpack the whole archive"), missing.output()),
                () -> assertEquals(0, help.code()),
                () -> assertTrue(help.output().startsWith("Usage: "), help.output()));
    }

    private static Path archive() throws IOException {
        Path target = Path.of(System.getProperty("sluice.image"))
                .toAbsolutePath()
                .normalize()
                .getParent();
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no archive in " + target));
        }
    }

    private Path unpacked(Path archive) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(dir.resolve("unpacked"));
        Ran tar = run("tar", "-xzf", archive.toString(), "-C", folder.toString(), "--strip-components=1");
        assertEquals(0, tar.code(), tar.output());
        return folder;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Ran run(String... command) throws IOException, InterruptedException {
        Path output = dir.resolve("output");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " did not end");
        }
        return new Ran(process.exitValue(), Files.readString(output, UTF_8));
    }
}
