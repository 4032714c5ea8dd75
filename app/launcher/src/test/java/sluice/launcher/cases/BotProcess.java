package sluice.launcher.cases;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.base.json.Json;

/** {@code sluice run} as a process of its own, from the modules of this build, with the options of the image's launcher. */
final class BotProcess implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern PORT = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
    private final Process process;
    private final Path log;

    private BotProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with a configuration, and waits until it listens. */
    static BotProcess start(Path dir, String yaml) {
        try {
            Path config = Files.writeString(dir.resolve("sluice.yaml"), yaml);
            Path log = dir.resolve("log");
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx48m",
                    "-Xss256k",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=org.xerial.sqlitejdbc",
                    "--module-path",
                    System.getProperty("jdk.module.path"),
                    "--module",
                    "sluice.launcher/sluice.launcher.Main",
                    "run",
                    "--config",
                    config.toString());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            BotProcess bot = new BotProcess(builder.start(), log);
            await().atMost(LIMIT)
                    .until(() ->
                            !bot.process.isAlive() || PORT.matcher(bot.log()).find());
            return bot;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long stat(String concern, String name) {
        Matcher port = PORT.matcher(log());
        if (!port.find()) {
            throw new AssertionError("the bot does not listen; it said:\n" + log());
        }
        try (InputStream body = URI.create("http://127.0.0.1:" + port.group(1) + "/stats")
                .toURL()
                .openStream()) {
            JsonNode value =
                    Json.MAPPER.readTree(body.readAllBytes()).path(concern).path(name);
            return value.longValue();
        } catch (IOException e) {
            throw new AssertionError("the bot does not answer; it said:\n" + log(), e);
        }
    }

    /** Asks it to end, as an operator does, and waits at most so long. */
    boolean terminate(Duration limit) throws InterruptedException {
        process.destroy();
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
