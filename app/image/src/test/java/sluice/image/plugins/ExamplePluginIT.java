package sluice.image.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sluice.image.durability.ImageBot;
import sluice.image.durability.ImageProcess;
import sluice.simulator.SimulatorOptions;

/**
 * The examples for authors, built as an author builds it: by a Maven of its own, from {@code sluice-api} and {@code sluice-testkit}
 * in a repository, with their tests; and then dropped into the image.
 */
class ExamplePluginIT {

    private static final Path TOOLS = Path.of("../../tools");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long BUILD_MINUTES = 5;
    private static final long SOURCE = -1001000000001L;
    private static final long DESTINATION = -1002000000001L;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    Path work;

    @Test
    void it_is_built_apart_dropped_in_cleaned_on_time_and_its_figures_are_shown() throws Exception {
        Path plugins = built("example-plugin", "1\\d");

        bot.telegram().channel(SOURCE, "source");
        bot.telegram().channel(DESTINATION, "destination");
        bot.configure(
                "plugins-dir: " + plugins + "\ncleanup.interval: 1s\nstats.interval: 1s\nplugins.disk: {max-files: 50}",
                List.of(ImageBot.copying(SOURCE, DESTINATION)));
        bot.startAtDebug();
        bot.awaitLog("plugin example-plugin-1.0.jar: disk 1.0 started");
        bot.await("its figures", LIMIT, () -> bot.stat("disk", "files") >= 1);
        assertTrue(bot.stat("disk", "bytes") > 0);
        assertEquals(50, bot.stat("disk", "max_files"));
        bot.await("three cleanups", LIMIT, () -> count("- disk: 0 removed in ") >= 3);
        bot.await("its figures in the log", LIMIT, () -> count("- disk: files ") >= 1);
        String shown = ImageProcess.output("modules", "--url", bot.address());
        assertTrue(
                shown.lines()
                        .anyMatch(
                                line -> line.matches("- +disk +active +example.disk +1.0 +example-plugin-1.0.jar .*")),
                shown);
        bot.telegram().post(SOURCE, "message");
        bot.telegram().awaitDelivered(DESTINATION, 1);
    }

    @Test
    void what_a_watch_passes_is_posted_to_the_webhook() throws Exception {
        Path plugins = built("webhook-plugin", "6");
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            bot.telegram().channel(SOURCE, "source");
            bot.telegram().channel(DESTINATION, "destination");
            bot.configure(
                    "plugins-dir: " + plugins + "\nplugins.webhook: {url: 'http://127.0.0.1:"
                            + server.getAddress().getPort() + "/', secret: 'sixteen characters'}\nsteps: [webhook]",
                    List.of(ImageBot.copying(SOURCE, DESTINATION)));
            bot.start();
            bot.telegram().post(SOURCE, "message");
            bot.telegram().awaitDelivered(DESTINATION, 1);
            String body = received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertTrue(body != null && body.contains("\"text\":\"message\""), body);
            bot.await("its figures", LIMIT, () -> bot.stat("webhook", "posted") == 1);
        } finally {
            server.stop(0);
        }
    }

    /** Builds an example, which has so many tests, and returns a folder with its jar. */
    private Path built(String name, String tests) throws IOException, InterruptedException {
        Path project = work.resolve(name);
        copySources(TOOLS.resolve(name), project);
        build(project, tests);
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        Files.copy(project.resolve("target/" + name + "-1.0.jar"), plugins.resolve(name + "-1.0.jar"));
        return plugins;
    }

    /** Without a line of configuration. */
    @Test
    void what_lies_in_plugins_beside_the_image_is_found() throws IOException {
        Path beside = Files.createDirectories(
                Path.of(System.getProperty("sluice.image")).toAbsolutePath().resolveSibling("plugins"));
        try {
            Fixture.make(work, "neighbour", "", beside);
            bot.configure("", List.of(ImageBot.copying(SOURCE, DESTINATION)));
            String shown = ImageProcess.output(
                    "modules", "--config", bot.configuration().toString());
            assertTrue(shown.lines().anyMatch(line -> line.matches("- +neighbour +active .*")), shown);
        } finally {
            Files.deleteIfExists(beside.resolve("neighbour.jar"));
            Files.delete(beside);
        }
    }

    private int count(String words) {
        return bot.process().log().split(words, -1).length - 1;
    }

    private static void copySources(Path example, Path project) throws IOException {
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(example.relativize(file).toString());
                if (!copy.startsWith(project.resolve("target"))) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** All that the build needs beside our two artifacts, this build has needed too: it is taken from there, without a network. */
    private void build(Path project, String tests) throws IOException, InterruptedException {
        Path settings = Files.writeString(work.resolve("settings.xml"), """
                <settings>
                    <mirrors>
                        <mirror>
                            <id>this-build</id>
                            <mirrorOf>*</mirrorOf>
                            <url>%s</url>
                        </mirror>
                    </mirrors>
                </settings>
                """.formatted(
                        Path.of(property("sluice.local.repository")).toUri()));
        Path output = work.resolve("build.output");
        ProcessBuilder builder = new ProcessBuilder(
                property("sluice.maven") + "/bin/mvn",
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + property("sluice.author.repository"),
                "package");
        // What this build was started with is not for that one.
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = maven.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
        maven.destroyForcibly();
        String printed = Files.readString(output, UTF_8);
        assertTrue(ended && maven.exitValue() == 0, printed);
        assertTrue(printed.matches("(?s).*Tests run: " + tests + ", Failures: 0, Errors: 0, Skipped: 0.*"), printed);
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
