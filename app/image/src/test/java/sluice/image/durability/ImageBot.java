package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import sluice.base.json.Json;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/**
 * {@code sluice run} of the runtime image in a folder of its own, against a Bot API server in the process of the test. What it said
 * is part of the message when the test fails, and its folder is kept then.
 */
public final class ImageBot implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {

    private static final Path SCRATCH = Path.of(System.getProperty("sluice.scratch", "target/durability"));
    private static final Pattern PORT = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 60;

    private final SimulatorOptions options;
    private Simulator telegram;
    private Path dir;
    private Path data;
    private Path image = ImageProcess.IMAGE;
    private ImageProcess process;
    private boolean failed;

    public ImageBot(SimulatorOptions options) {
        this.options = options;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        dir = SCRATCH.toAbsolutePath()
                .resolve(context.getRequiredTestClass().getSimpleName() + "-"
                        + context.getRequiredTestMethod().getName());
        delete(dir);
        data = Files.createDirectories(dir.resolve("data"));
        telegram = Simulator.start(options);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) {
        failed = true;
        List<String> lines = wholeLog().lines().toList();
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        throw new AssertionError(
                throwable.getMessage() + "\n--- the bot's last lines on standard error, all of them in " + stderr()
                        + ":\n" + end + "\n---",
                throwable);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (process != null) {
            process.discard();
        }
        telegram.close();
        boolean tokenShown = wholeLog().contains(telegram.token());
        if (!failed) {
            delete(dir);
        }
        if (tokenShown) {
            throw new AssertionError("the token is in the log");
        }
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (var files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    public Simulator telegram() {
        return telegram;
    }

    public Path data() {
        return data;
    }

    /** Uses another image. */
    void image(Path other) {
        image = other;
    }

    /** Uses another data directory. */
    void data(Path other) {
        data = other;
    }

    public ImageProcess process() {
        return process;
    }

    /**
     * Writes the configuration: no pacing, any free port, English.
     *
     * @param settings lines besides those that every test needs
     * @param watches as flow mappings, for example {@code {source: -1, destination: -2}}
     */
    public void configure(String settings, List<String> watches) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("telegram:\n  token: \"").append(telegram.token()).append("\"\n");
        yaml.append("  api-url: ").append(telegram.uri()).append('\n');
        yaml.append("admins: [4711]\n");
        yaml.append("data-dir: ").append(data).append('\n');
        yaml.append("http.port: 0\n");
        yaml.append("deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}\n");
        yaml.append(settings).append('\n');
        yaml.append("watches:\n");
        watches.forEach(watch -> yaml.append("  - ").append(watch).append('\n'));
        try {
            Path file = Files.writeString(dir.resolve("sluice.yaml"), yaml);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path configuration() {
        return dir.resolve("sluice.yaml");
    }

    public static String copying(long source, long destination) {
        return "{source: " + source + ", destination: " + destination + "}";
    }

    /** Starts the bot and does not wait for it. */
    public ImageProcess launch() {
        return launch("");
    }

    public ImageProcess launch(String javaOptions) {
        process = ImageProcess.start(
                image,
                List.of(),
                stderr(),
                javaOptions,
                "run",
                "--config",
                dir.resolve("sluice.yaml").toString());
        return process;
    }

    /** Starts one more with the same configuration. */
    ImageProcess another() {
        return ImageProcess.start(
                dir.resolve("stderr-of-another"),
                "",
                "run",
                "--config",
                dir.resolve("sluice.yaml").toString());
    }

    /** Starts a command by another one that changes the user; by none, as this user. */
    ImageProcess as(List<String> user, String... args) {
        process = ImageProcess.start(image, user, stderr(), "", args);
        return process;
    }

    /** Starts the bot and waits until it serves. */
    public ImageProcess start() {
        return start("");
    }

    public ImageProcess start(String javaOptions) {
        launch(javaOptions);
        return awaitListening();
    }

    /** Starts it with all that the log can say. */
    public ImageProcess startAtDebug() {
        as(
                List.of("env", "SLUICE_LOG_LEVEL=debug"),
                "run",
                "--config",
                dir.resolve("sluice.yaml").toString());
        return awaitListening();
    }

    private ImageProcess awaitListening() {
        await("the bot to listen", LIMIT, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the bot ended with " + process.await(LIMIT));
            }
            return isListening();
        });
        return process;
    }

    boolean isListening() {
        return PORT.matcher(process.log()).find();
    }

    private Path stderr() {
        return dir.resolve("stderr");
    }

    private String wholeLog() {
        try {
            return Files.exists(stderr()) ? Files.readString(stderr(), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void await(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(limit).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    public void awaitLog(String words) {
        await("the log to say `" + words + "`", LIMIT, () -> process.log().contains(words));
    }

    /** Waits until nothing is left to be confirmed or sent. */
    public void awaitDrained(Duration limit) {
        await("all to be delivered", limit, () -> telegram.pendingUpdates() == 0 && stat("queue", "pending") == 0);
    }

    /** Waits until so many notes are kept and nothing waits. */
    public void awaitNotes(int count) {
        await(count + " notes", LIMIT, () -> stat("notes", "count") == count && stat("queue", "pending") == 0);
    }

    /** Where the bot listens, {@code http://127.0.0.1:port}. */
    public String address() {
        Matcher port = PORT.matcher(process.log());
        if (!port.find()) {
            throw new AssertionError("the bot does not listen");
        }
        return "http://127.0.0.1:" + port.group(1);
    }

    public record Page(int status, String body) {}

    public Page get(String path) {
        try {
            URI uri = URI.create(address() + path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setReadTimeout((int) LIMIT.toMillis());
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Page(status, new String(body.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what {@code GET /stats} tells} */
    public JsonNode stats() {
        try {
            return Json.MAPPER.readTree(get("/stats").body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One figure of {@code GET /stats}. */
    public long stat(String concern, String name) {
        JsonNode value = stats().path(concern).path(name);
        if (value.isMissingNode()) {
            throw new AssertionError("no figure " + concern + "." + name);
        }
        return value.asLong();
    }
}
