package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that was assembled of fewer modules, without the store and SQLite, beside the full one. */
class SmallImageIT {

    private static final Path FULL = Path.of(System.getProperty("sluice.image", "target/image"));
    private static final Path SMALL = Path.of(System.getProperty("sluice.small-image", "target/small-image"));
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What of SQLite's library a line of the JVM's class log can tell. */
    private static final String SQLITE_CLASS = " org.sqlite.";

    @TempDir
    private Path dir;

    private record Ended(int exit, String output) {

        String line(String start) {
            return output.lines()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElse("(no line `" + start + "`)");
        }
    }

    @Test
    void says_what_it_holds() {
        Ended modules = run(SMALL, "", "bin/sluice", "modules");
        Ended all = run(SMALL, "", "bin/java", "--list-modules");

        assertAll(
                () -> assertTrue(
                        modules.output()
                                .lines()
                                .anyMatch(
                                        line -> line.matches("queue +bounded +available +sluice\\.queue\\.memory .*")),
                        modules::output),
                () -> assertFalse(modules.output().contains("sluice.queue.sqlite"), modules::output),
                () -> assertFalse(all.output().contains("sluice.queue.sqlite"), all::output),
                () -> assertFalse(all.output().contains("sqlite"), all::output),
                () -> assertFalse(all.output().contains("sluice.chat"), all::output),
                () -> assertFalse(all.output().contains("sluice.web"), all::output),
                () -> assertTrue(
                        run(FULL, "", "bin/java", "--list-modules").output().contains("sqlite")));
    }

    /** An image without a cache, or with one that does not fit, works too, but takes more memory and time: nobody would see it. */
    @Test
    void the_full_one_starts_from_its_class_cache() {
        Ended version = run(FULL, "-XX:AOTMode=on", "bin/sluice", "--version");

        assertEquals(0, version.exit(), version::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "web"})
    void does_without_the_chat_or_without_the_pages(String module) {
        Path image = Path.of(System.getProperty("sluice.image-without-" + module, "target/image-without-" + module));

        Ended modules = run(image, "", "bin/java", "--list-modules");
        Ended demo = run(image, "", "bin/sluice", "demo", "--channels", "20", "--messages", "500");

        assertAll(
                () -> assertFalse(modules.output().contains("sluice." + module), modules::output),
                () -> assertTrue(
                        modules.output().contains("sluice." + (module.equals("chat") ? "web" : "chat")),
                        modules::output),
                () -> assertEquals(0, demo.exit(), demo::output));
        System.out.printf(
                "SmallImageIT: %.1f MB without %s, %.1f MB with it, both without their class cache%n  %s%n",
                uncached(image) / 1e6, module, uncached(FULL) / 1e6, demo.line("peak resident"));
    }

    @Test
    void says_which_queue_to_choose_when_the_default_is_not_in_it() throws IOException {
        Path config = Files.writeString(
                dir.resolve("sluice.yaml"),
                "telegram.token: \"123456789:" + "x".repeat(35) + "\"\ndata-dir: '" + dir.resolve("data") + "'\n");

        Ended run = run(SMALL, "", "bin/sluice", "run", "--config", config.toString());

        assertEquals(2, run.exit());
        assertTrue(
                run.output().contains("modules.queue: there is no module `sqlite` for this role; there is `bounded`"));
    }

    @Test
    void forwards_without_loss_and_is_smaller() {
        Ended small = demo(SMALL, "");
        Ended full = demo(FULL, "");

        assertAll(
                () -> assertEquals(0, small.exit(), small::output),
                () -> assertEquals(0, full.exit(), full::output),
                () -> assertTrue(size(SMALL) < size(FULL)));
        System.out.printf(
                "SmallImageIT: %.1f MB without the store, %.1f MB with it; the demo on the queue in memory:%n  %s%n  %s%n",
                size(SMALL) / 1e6, size(FULL) / 1e6, small.line("peak resident"), full.line("peak resident"));
    }

    @Test
    void the_full_image_loads_no_class_of_sqlite_for_the_queue_in_memory() {
        Ended bounded = demo(FULL, "-Xlog:class+load");
        Ended sqlite = run(FULL, "-Xlog:class+load", "bin/sluice", "demo", "--channels", "1", "--messages", "9");

        assertAll(
                () -> assertEquals(0, bounded.exit()),
                () -> assertEquals(
                        0,
                        bounded.output()
                                .lines()
                                .filter(line -> line.contains(SQLITE_CLASS))
                                .count()),
                () -> assertTrue(sqlite.output().contains(SQLITE_CLASS), "the log of classes is read right"));
    }

    private Ended demo(Path image, String javaOptions) {
        return run(
                image,
                javaOptions,
                "bin/sluice",
                "demo",
                "--channels",
                "20",
                "--messages",
                "500",
                "--queue",
                "bounded");
    }

    private Ended run(Path image, String javaOptions, String program, String... args) {
        Path output = dir.resolve("output");
        Stream<String> command =
                Stream.concat(Stream.of(image.resolve(program).toAbsolutePath().toString()), Stream.of(args));
        ProcessBuilder builder = new ProcessBuilder(command.toList());
        builder.environment().put("SLUICE_JAVA_OPTS", javaOptions);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(args) + " did not end within " + LIMIT);
            }
            return new Ended(process.exitValue(), Files.readString(output, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the images are made by `./build verify`", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static long size(Path image) {
        return size(image, file -> true);
    }

    private static long uncached(Path image) {
        return size(image, file -> !file.endsWith("sluice.aot"));
    }

    private static long size(Path image, Predicate<Path> counts) {
        try (Stream<Path> files = Files.walk(image)) {
            return files.filter(Files::isRegularFile)
                    .filter(counts)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
