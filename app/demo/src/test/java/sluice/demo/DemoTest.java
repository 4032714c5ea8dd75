package sluice.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
                    new Environment(Map.of(), printer(out), printer(err), terminal, timeline, Heap.ofProcess(), stop),
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
        try (SystemTimeline timeline = new SystemTimeline()) {
            Terminal screen = Terminal.of(printer(out), false, Map.of(), timeline.ticker());
            return new Demo(
                            new DemoSize(3, 40),
                            new DemoModules(DemoModules.QUEUE, Optional.empty()),
                            screen,
                            printer(err),
                            timeline,
                            stop,
                            sabotage)
                    .run();
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
    void runs_on_another_queue() {
        assertEquals(0, run(false, "demo", "--channels", "1", "--messages", "9", "--queue", "bounded"), complaints());
        assertTrue(output().contains(GOOD), output());
    }

    @Test
    void names_the_queues_that_there_are() {
        assertEquals(2, run(false, "demo", "--queue", "redis"));
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
        "--messages, many, Invalid value for option '--messages'"
    })
    void refuses_a_size_that_makes_no_sense(String option, String value, String complaint) {
        assertEquals(2, run(false, "demo", option, value));
        assertTrue(complaints().startsWith(complaint), complaints());
        assertEquals("", output());
    }

    @Test
    void ends_early_when_it_is_asked_to() {
        stop.complete(null);
        assertEquals(1, run(false, "demo"));
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
    void fails_when_the_token_is_rejected() throws Exception {
        Demo.Result result =
                spoilt(simulator -> simulator.on("getUpdates").always().answer(Answer.error(401, "Unauthorized")));
        assertEquals(Demo.Result.BAD, result);
        assertTrue(complaints().startsWith("the bot ended by itself: TOKEN_REJECTED"), complaints());
    }
}
