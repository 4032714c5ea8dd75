package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.base.json.Json;
import sluice.launcher.cli.Cli;
import sluice.launcher.cli.Environment;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Poll;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/**
 * {@code sluice run} as its user starts it, in this process: a configuration file, a Bot API server over HTTP, and what it prints.
 * Only time is the test's.
 */
final class TestBot implements AutoCloseable {

    /** A source, destinations, and a lane of its own by which a test can tell that all before was handled. */
    static final long S = -1001000000001L;

    static final long A = -1002000000001L;
    static final long B = -1002000000002L;
    static final long C = -1002000000003L;
    static final long OWNER = 4711L;
    private static final long FENCE_SOURCE = -1009000000001L;
    private static final long FENCE_TARGET = -1009000000002L;

    private static final Duration REAL_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /** How far time moves at once when nobody waits for a moment before. */
    private static final Duration STEP = Duration.ofSeconds(1);

    /** How much time may pass before a test gives up. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final Pattern PORT = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
    final FakeTimeline time = new FakeTimeline();
    final FakeHeap heap = new FakeHeap();
    final Simulator telegram;
    final Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream systemErr = System.err;
    private CompletableFuture<Void> stop = new CompletableFuture<>();
    private CompletableFuture<Integer> exit = CompletableFuture.completedFuture(0);
    private int fences;

    TestBot(Path dir) {
        this.dir = dir;
        telegram = Simulator.start(
                SimulatorOptions.defaults().withClock(time.clock()).withTicker(time.ticker()::nanos));
        telegram.channel(S, "S");
        telegram.channel(A, "A");
        telegram.channel(B, "B");
        telegram.channel(C, "C");
        telegram.channel(FENCE_SOURCE, "fence");
        telegram.channel(FENCE_TARGET, "fence");
        telegram.user(OWNER, "owner");
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** Starts the bot with some watches, without any pacing. */
    TestBot watching(String... watches) {
        return start("", watches);
    }

    /**
     * Starts the bot.
     *
     * @param settings lines of the configuration besides those that every test needs
     * @param watches watches as flow mappings, for example {@code {source: -1, destination: -2}}
     */
    TestBot start(String settings, String... watches) {
        configure(settings, watches);
        return startAgain();
    }

    void configure(String settings, String... watches) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("telegram:\n  token: \"").append(telegram.token()).append("\"\n");
        yaml.append("  api-url: ").append(telegram.uri()).append('\n');
        yaml.append("admins: [").append(OWNER).append("]\n");
        yaml.append("data-dir: ").append(dir.resolve("data")).append('\n');
        yaml.append("http:\n  port: 0\n");
        if (!settings.contains("pace:")) {
            yaml.append("deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}\n");
        }
        yaml.append(settings).append('\n');
        yaml.append("watches:\n");
        yaml.append("  - {source: ").append(FENCE_SOURCE).append(", destination: ");
        yaml.append(FENCE_TARGET).append("}\n");
        for (String watch : watches) {
            yaml.append("  - ").append(watch).append('\n');
        }
        write(yaml.toString());
    }

    void write(String yaml) {
        try {
            Files.writeString(file(), yaml);
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return dir.resolve("sluice.yaml");
    }

    String configuration() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the bot with the configuration as it stands, and waits until it listens or ends. */
    TestBot startAgain() {
        int before = log().length();
        launch();
        await("the bot to listen", () -> exit.isDone() || PORT.matcher(log()).find(before));
        return this;
    }

    /** Starts the bot with the configuration as it stands, and does not wait. */
    void launch() {
        stop = new CompletableFuture<>();
        exit = run("run", "--config", file().toString());
    }

    /** Whether the bot has ever listened. */
    boolean listens() {
        return PORT.matcher(log()).find();
    }

    /** Runs any command in the background. */
    CompletableFuture<Integer> run(String... args) {
        return run(stop, args);
    }

    /** Runs a command in the background that is asked to stop by {@code end}. */
    CompletableFuture<Integer> run(CompletableFuture<Void> end, String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        Environment environment =
                new Environment(Map.of(), InputStream.nullInputStream(), stdout, System.err, false, time, heap, end);
        CompletableFuture<Integer> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(Cli.run(environment, args));
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Moves time on in small steps, letting a poll return before its watchdog would think that the server hangs. */
    void advance(Duration total) {
        Duration step = Duration.ofSeconds(15);
        Duration left = total;
        while (left.compareTo(step) > 0) {
            time.advance(step);
            left = left.minus(step);
            fence();
        }
        time.advance(left);
        fence();
    }

    /** Returns when all that came before, in whatever lane, was taken if it could be taken. */
    void fence() {
        telegram.post(FENCE_SOURCE, "fence " + fences);
        fences++;
        awaitDelivered(FENCE_TARGET, fences);
    }

    /** Returns when the bot has done all that it can do before time passes. */
    void settle() {
        Stillness.await();
    }

    /** What {@code sluice run} has written to standard error so far. */
    String log() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Waits, in real time, until a condition holds that is not about the server: such ones {@link Simulator#await} would see late,
     * since it looks when something happens there.
     */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + REAL_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited for " + what + " in vain; the log:\n" + log());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        Stillness.await();
    }

    // The simulator tells at once; what is asked next may be about something that the same cause brings about
    // elsewhere.

    /** Waits, in real time, until so many messages stand in a chat and all is at rest. */
    List<Delivered> awaitDelivered(long chat, long count) {
        telegram.awaitDelivered(chat, count);
        Stillness.await();
        return telegram.delivered(chat);
    }

    /** Waits, in real time, until a method was called so often and all is at rest. */
    List<Call> awaitCalls(String method, long count) {
        telegram.awaitCalls(method, count);
        Stillness.await();
        return telegram.calls(method);
    }

    /** Waits, in real time, until there were so many polls and all is at rest. */
    List<Poll> awaitPolls(long count) {
        telegram.awaitPolls(count);
        Stillness.await();
        return telegram.polls();
    }

    /** Waits, in real time, until every update is confirmed and all is at rest. */
    void awaitConfirmed() {
        telegram.awaitConfirmed();
        Stillness.await();
    }

    /** Waits until somebody in the bot waits for just so long from now. */
    void awaitWaiter(Duration wait) {
        Instant moment = time.now().plus(wait);
        await("somebody who waits " + wait, () -> time.isAwaited(moment));
    }

    /** Moves time on, from one moment at which something may happen to the next, until a condition holds. */
    void advanceUntil(String what, BooleanSupplier condition) {
        Instant end = time.now().plus(LONGEST);
        while (!holds(condition)) {
            assertTrue(time.now().isBefore(end), () -> "waited for " + what + " in vain; the log:\n" + log());
            time.advanceToNext(STEP);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        Stillness.await();
        return condition.getAsBoolean();
    }

    /** Waits, in real time, until the log says something. */
    void awaitLog(String words) {
        await("the log to say `" + words + "`", () -> log().contains(words));
    }

    /** Waits, in real time, until the log has said something so often. */
    void awaitLog(String words, int times) {
        await("the log to say `" + words + "` " + times + " times", () -> count(words) >= times);
    }

    int count(String words) {
        return log().split(Pattern.quote(words), -1).length - 1;
    }

    /** One figure of {@code GET /stats}. */
    long stat(String concern, String name) {
        JsonNode value = stats().path(concern).path(name);
        assertFalse(value.isMissingNode(), concern + "." + name);
        return value.asLong();
    }

    JsonNode stats() {
        return json("/stats");
    }

    /** A page that is JSON. */
    JsonNode json(String path) {
        return json(address(), path);
    }

    JsonNode json(String address, String path) {
        try {
            return Json.MAPPER.readTree(get(address, path).body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits, in real time, until a figure is as it should be. */
    void awaitStat(String concern, String name, Predicate<Long> right) {
        await(concern + "." + name + ", now " + stat(concern, name), () -> right.test(stat(concern, name)));
    }

    record Page(int status, String body) {}

    /** Where the bot listens, {@code http://127.0.0.1:port}. */
    String address() {
        Matcher port = PORT.matcher(log());
        String last = "";
        while (port.find()) {
            last = port.group(1);
        }
        return "http://127.0.0.1:" + last;
    }

    Page get(String path) {
        return get(address(), path);
    }

    Page get(String address, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address + path).toURL().openConnection();
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Page(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts a form as a page does. Returns the status and the body of the answer; a redirect is not followed. */
    String post(String path, String... fields) throws IOException {
        return postTo(address() + path, fields);
    }

    String postTo(String url, String... fields) throws IOException {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.getOutputStream().write(form.toString().getBytes(StandardCharsets.UTF_8));
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            settle();
            return status + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether the command has ended by itself. */
    boolean ended() {
        return exit.isDone();
    }

    /** The code with which the command ended by itself. */
    int exitCode() {
        try {
            return exit.get(REAL_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the bot did not end; it said:\n" + log(), e);
        }
    }

    /** Asks the bot to stop, as SIGTERM does. */
    void askToStop() {
        stop.complete(null);
    }

    /** Asks the bot to stop, as SIGTERM does, and waits until it has. */
    int stop() {
        stop.complete(null);
        return exitCode();
    }

    @Override
    public void close() {
        try {
            if (!exit.isDone()) {
                stop.complete(null);
                // A bot that drains waits in its own time.
                advanceUntil("the bot to stop", exit::isDone);
            }
            assertFalse(log().contains(telegram.token()), "the token is in the log");
            assertFalse(output().contains(telegram.token()), "the token is in the output");
            assertEquals(-1, log().indexOf("\tat "), () -> "a stack trace is in the log:\n" + log());
        } finally {
            System.setErr(systemErr);
            telegram.close();
        }
    }
}
