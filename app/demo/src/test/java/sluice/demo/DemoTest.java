package sluice.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.json.Json;
import sluice.base.time.SystemTimeline;
import sluice.host.cleanup.Heap;
import sluice.launcher.cli.Cli;
import sluice.launcher.cli.Environment;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;

/** The demo as its user starts it, in this process. Its waits are real seconds, so the sizes are small. */
class DemoTest {

    private static final String GOOD = "Every expected message arrived exactly once, and in order.";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    private int run(boolean terminal, String... args) {
        try (SystemTimeline timeline = new SystemTimeline()) {
            return Cli.run(
                    new Environment(
                            Map.of(),
                            InputStream.nullInputStream(),
                            printer(out),
                            printer(err),
                            terminal,
                            timeline,
                            Heap.ofProcess(),
                            stop),
                    args);
        }
    }

    @Test
    void is_a_command_with_a_help_of_its_own() {
        assertEquals(0, run(false, "--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("  demo "), out::toString);
        assertEquals(0, run(false, "demo", "--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("Usage: sluice demo"), out::toString);
    }

    @ParameterizedTest
    @CsvSource({"--channels, many", "--channels, 0", "--messages, -1"})
    void a_wrong_size_is_wrong_usage(String option, String value) {
        assertEquals(2, run(false, "demo", option, value));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(option), err::toString);
        assertFalse(err.toString(StandardCharsets.UTF_8).contains("Unmatched"), err::toString);
    }

    private Demo.Result spoilt(Consumer<Simulator> sabotage) throws IOException, InterruptedException {
        return spoilt(
                new DemoOptions(1, 3, 40, DemoOptions.QUEUE, Optional.empty(), false),
                simulators -> sabotage.accept(simulators.getFirst()));
    }

    private Demo.Result threeSpoilt(Consumer<List<Simulator>> sabotage) throws IOException, InterruptedException {
        return spoilt(new DemoOptions(3, 9, 120, DemoOptions.QUEUE, Optional.empty(), false), sabotage);
    }

    private Demo.Result spoilt(DemoOptions options, Consumer<List<Simulator>> sabotage)
            throws IOException, InterruptedException {
        try (SystemTimeline timeline = new SystemTimeline()) {
            Terminal screen = new Terminal(printer(out), false, Map.of(), timeline.ticker());
            return new Demo(options, screen, printer(err), timeline, stop, sabotage).run();
        }
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaints() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void ends_with_0_and_a_table_when_all_arrived() {
        int exit = run(false, "demo", "--channels", "3", "--messages", "60");
        assertAll(
                () -> assertEquals(0, exit, complaints()),
                () -> assertTrue(output().contains(GOOD), output()),
                () -> assertTrue(output().matches("(?s).*\nmessages posted +60 .*"), output()),
                () -> assertTrue(output().matches("(?s).*\n429 waits survived +1 .*"), output()),
                () -> assertTrue(output().matches("(?s).*\nretries +2 .*"), output()),
                () -> assertTrue(output().matches("(?s).*\nchats that kicked the bot +1 .*"), output()),
                () -> assertTrue(output().contains("🧹 memory cleaned:\n- message cache: "), output()),
                () -> assertEquals("", complaints()));
    }

    @Test
    void ends_on_what_a_user_cares_about_and_what_to_do_next() {
        run(false, "demo", "--channels", "3", "--messages", "60");
        assertTrue(
                output().matches(
                                "(?s).*\n60 messages in, of which the filters kept back \\d+; \\d+ copies out, none lost, none twice; [\\d.]+ s, at most \\S+ MB"
                                        + " of memory\\.\nNext: `sluice init` sets up a bot of your own\\. `sluice demo --stay` .*\n"),
                output());
    }

    @Test
    void runs_several_bots_and_sums_their_figures() {
        int exit = run(false, "demo", "--bots", "3", "--channels", "9", "--messages", "121");
        assertAll(
                () -> assertEquals(0, exit, complaints()),
                () -> assertTrue(output().contains(GOOD), output()),
                () -> assertTrue(output().matches("(?s).*\nbots +3 .*"), output()),
                () -> assertTrue(output().matches("(?s).*\nmessages posted +121  in 15 channels\n.*"), output()),
                () -> assertTrue(output().matches("(?s).*\nchats that kicked the bot +3 .*"), output()),
                () -> assertTrue(output().contains("\n[bot-001] 🧹 memory cleaned:\n- message cache: "), output()),
                () -> assertTrue(output().contains("\n121 messages in, "), output()),
                () -> assertEquals("", complaints()));
    }

    @Test
    void says_nothing_of_bots_when_there_is_one() {
        run(false, "demo", "--channels", "1", "--messages", "9");
        assertFalse(output().contains("bot-001"), output());
        assertFalse(output().contains("\nbots "), output());
    }

    @Test
    void stays_with_pages_where_posts_are_written_and_copies_arrive() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                () -> run(false, "demo", "--stay", "--channels", "3", "--messages", "30"));
        await().atMost(Duration.ofSeconds(60)).until(() -> output().contains("Ctrl-C") || exit.isDone());
        Matcher found = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/demo").matcher(output());
        assertTrue(found.find(), () -> output() + complaints());
        URI address = URI.create(found.group(1));

        assertTrue(get(address, "/").contains("<title>Dashboard"), "the dashboard");
        for (String path : new String[] {"/demo", "/demo.js", "/demo.css"}) {
            assertFalse(get(address, path).isBlank(), path);
        }
        JsonNode extracting = channel(address, "sends only numbers such as #42");
        String number = extracting.path("number").asText();
        post(address, number, "order #999999999 and <b>#7</b>");
        post(address, number, "no order");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> texts(address, number, 1).contains("#999999999\n#7"));
        assertEquals(List.of("order #999999999 and <b>#7</b>", "no order"), texts(address, number, 0));
        String chain = channel(address, "copies every post, and forwards the copy to a third channel")
                .path("number")
                .asText();
        post(address, chain, "twice on");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> texts(address, chain, 2).contains("twice on"));
        assertFalse(texts(address, number, 1).contains("twice on"));
        post(address, chain, " ");
        post(address, chain, "x".repeat(4097));
        assertEquals(List.of("twice on"), texts(address, chain, 0));

        stop.complete(null);
        assertEquals(0, exit.get(60, TimeUnit.SECONDS), complaints());
        assertThrows(IOException.class, () -> get(address, "/demo"));
    }

    @Test
    void stays_with_the_pages_of_all_bots() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                () -> run(false, "demo", "--stay", "--bots", "2", "--channels", "2", "--messages", "20"));
        await().atMost(Duration.ofSeconds(60)).until(() -> output().contains("Ctrl-C") || exit.isDone());
        Matcher found = Pattern.compile("dashboard of each: +(http://127\\.0\\.0\\.1:\\d+)/\n")
                .matcher(output());
        assertTrue(found.find(), () -> output() + complaints());
        URI address = URI.create(found.group(1));

        assertTrue(get(address, "/").contains("bot-001"), "the page of all bots");
        assertTrue(get(address, "/bots/bot-002/").contains("<title>Dashboard"), "the dashboard of one");
        assertThrows(IOException.class, () -> get(address, "/demo"));

        stop.complete(null);
        assertEquals(0, exit.get(60, TimeUnit.SECONDS), complaints());
    }

    private static String get(URI address, String path) throws IOException {
        try (InputStream in = address.resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode state(URI address, String channel) throws IOException {
        return Json.MAPPER.readTree(get(address, "/demo.json?channel=" + channel));
    }

    private static JsonNode channel(URI address, String rule) throws IOException {
        return state(address, "")
                .path("channels")
                .valueStream()
                .filter(channel -> channel.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(URI address, String channel, int chat) throws IOException {
        return state(address, channel)
                .path("chats")
                .path(chat)
                .path("messages")
                .valueStream()
                .map(message -> message.path("text").asText())
                .toList();
    }

    private static void post(URI address, String channel, String text) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve("/demo").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        try (OutputStream to = connection.getOutputStream()) {
            to.write(("channel=" + channel + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(200, connection.getResponseCode());
    }

    @Test
    void runs_on_another_queue() {
        assertEquals(0, run(false, "demo", "--channels", "1", "--messages", "9", "--queue", "bounded"), complaints());
        assertTrue(output().contains(GOOD), output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void names_the_queues_that_there_are(String bots) {
        assertEquals(2, run(false, "demo", "--queue", "redis", "--bots", bots));
        assertTrue(complaints().startsWith("sluice demo: modules.queue: there is no module `redis`"), complaints());
        assertTrue(complaints().contains("`sqlite`") && complaints().contains("`bounded`"), complaints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "", "a: b"})
    void refuses_what_is_no_name_of_a_queue(String name) {
        assertEquals(2, run(false, "demo", "--queue", name));
        assertTrue(complaints().startsWith("sluice demo: modules.queue: "), complaints());
    }

    @Test
    void writes_plain_lines_into_a_pipe() {
        run(false, "demo", "--channels", "1", "--messages", "9");
        assertFalse(output().contains("\r"));
        assertFalse(output().contains("\u001b"));
        assertTrue(output().contains("\ndone: 100 %, "), output());
    }

    @Test
    void redraws_one_line_on_a_terminal() {
        run(true, "demo", "--channels", "1", "--messages", "9");
        assertTrue(output().contains("] 100 %"), output());
        assertTrue(output().indexOf('\r') >= 0);
        assertFalse(output().contains("\u001b"));
        assertTrue(output().contains(GOOD), output());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "1, 5", "30, 7"})
    void copes_with_few(String channels, String messages) {
        assertEquals(0, run(false, "demo", "--channels", channels, "--messages", messages), complaints());
    }

    @ParameterizedTest
    @CsvSource({
        "--channels, 0, --channels must be from 1 to 1000",
        "--channels, 1001, --channels must be from 1 to 1000",
        "--messages, -1, --messages must be from 1 to 1000000",
        "--messages, 10000000, --messages must be from 1 to 1000000",
        "--messages, many, Invalid value for option '--messages'",
        "--bots, 0, --bots must be from 1 to 100",
        "--bots, 101, --bots must be from 1 to 100"
    })
    void refuses_a_size_that_makes_no_sense(String option, String value, String complaint) {
        assertEquals(2, run(false, "demo", option, value));
        assertTrue(complaints().startsWith(complaint), complaints());
        assertEquals("", output());
    }

    @ParameterizedTest
    @CsvSource({"19, 20, --channels must be from 20 to 1000", "20, 19, --messages must be from 20 to 1000000"})
    void refuses_less_than_one_for_each_bot(String channels, String messages, String complaint) {
        assertEquals(2, run(false, "demo", "--bots", "20", "--channels", channels, "--messages", messages));
        assertTrue(complaints().startsWith(complaint), complaints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void ends_early_when_it_is_asked_to(String bots) {
        stop.complete(null);
        assertEquals(1, run(false, "demo", "--bots", bots));
        assertTrue(complaints().contains("stopped after 0 of 5000 messages"), complaints());
        assertFalse(output().contains(GOOD));
    }

    @Test
    void leaves_the_log_as_it_was() {
        Logger log = LoggerFactory.getLogger("sluice.launcher.bot.Bot");
        boolean before = log.isInfoEnabled();
        run(false, "demo", "--channels", "1", "--messages", "1");
        assertTrue(before);
        assertTrue(log.isInfoEnabled());
        assertEquals("", complaints());
    }

    @Test
    void fails_and_says_which_when_a_message_is_lost() throws Exception {
        Demo.Result result = spoilt(simulator -> simulator
                .on("copyMessage")
                .chat(-1_002_000_000_001L)
                .skip(1)
                .answer(Answer.error(400, "Bad Request: message to copy not found")));
        assertEquals(Demo.Result.BAD, result);
        assertTrue(output().matches("(?s).*\nlost +1\n.*"), output());
        assertTrue(complaints().startsWith("lost: message "), complaints());
        assertTrue(complaints().contains("dead letter for -1002000000001: MESSAGE_UNUSABLE"), complaints());
        assertFalse(output().contains(GOOD));
    }

    @Test
    void fails_and_says_which_when_a_message_comes_twice() throws Exception {
        Demo.Result result = spoilt(simulator -> simulator
                .on("copyMessage")
                .chat(-1_002_000_000_001L)
                .answer(Answer.error(500, "Internal Server Error").afterApplying()));
        assertEquals(Demo.Result.BAD, result);
        assertTrue(output().matches("(?s).*\ndoubled +1\n.*"), output());
        assertTrue(complaints().startsWith("doubled: message "), complaints());
    }

    @Test
    void names_the_bot_whose_message_is_lost() throws Exception {
        Demo.Result result = threeSpoilt(simulators -> simulators
                .get(1)
                .on("copyMessage")
                .chat(-1_002_000_000_009L)
                .skip(1)
                .answer(Answer.error(400, "Bad Request: message to copy not found")));
        assertEquals(Demo.Result.BAD, result);
        assertTrue(output().matches("(?s).*\nlost +1\n.*"), output());
        assertTrue(complaints().startsWith("bot-002: lost: message "), complaints());
        assertTrue(complaints().contains("\nbot-002: dead letter for -1002000000009: MESSAGE_UNUSABLE"), complaints());
        assertTrue(
                complaints().endsWith("not every message of bot-002 arrived exactly once and in order\n"),
                complaints());
        assertFalse(output().contains(GOOD));
    }

    @Test
    void goes_on_with_the_others_when_one_bot_ends() throws Exception {
        Demo.Result result = threeSpoilt(simulators -> {
            simulators.get(1).on("getUpdates").always().answer(Answer.error(401, "Unauthorized"));
            // So it takes long enough for the store of the second to be closed.
            simulators.get(2).on("copyMessage").answer(Answer.floodWait(4));
        });
        assertEquals(Demo.Result.BAD, result);
        assertTrue(complaints().startsWith("bot-002: the bot ended by itself: TOKEN_REJECTED\n"), complaints());
        assertTrue(
                complaints().endsWith("not every message of bot-002 arrived exactly once and in order\n"),
                complaints());
    }

    @Test
    void fails_when_the_token_is_rejected() throws Exception {
        Demo.Result result =
                spoilt(simulator -> simulator.on("getUpdates").always().answer(Answer.error(401, "Unauthorized")));
        assertEquals(Demo.Result.BAD, result);
        assertTrue(complaints().startsWith("the bot ended by itself: TOKEN_REJECTED"), complaints());
    }
}
