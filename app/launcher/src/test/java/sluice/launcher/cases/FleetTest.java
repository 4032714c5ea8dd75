package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** Several bots in one process: each is its own, whatever happens to the others. */
class FleetTest extends WithFleet {

    @BeforeEach
    void configure() {
        process.write("bots-dir: bots.d\ntelegram.api-url: " + process.telegram.uri() + "\ndata-dir: "
                + dir.resolve("data") + "\nhttp.port: 0\nadmins: [" + TestBot.OWNER
                + "]\ndeliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}\n");
    }

    @AfterEach
    void stopProcess() {
        process.close();
    }

    @Test
    void each_file_is_a_bot_with_its_own_chats_data_and_lines_in_the_log() throws IOException {
        write("one", watch(S, A));
        write("two", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        forwards("two", "b");
        assertEquals(List.of("a"), texts("one"));
        assertEquals(List.of("b"), texts("two"));
        assertTrue(Files.exists(dir.resolve("data/one/sluice.db")) && Files.exists(dir.resolve("data/two/sluice.db")));
        process.awaitLog("[one] running: 1 watches");
        process.awaitLog("[two] running: 1 watches");
    }

    @Test
    void a_file_that_appears_starts_a_bot_and_one_that_goes_ends_it_and_what_waits_stays() throws IOException {
        write("one", watch(S, A));
        process.startAgain();
        forwards("one", "a");

        write("two", watch(S, A));
        look();
        forwards("two", "b");

        Files.delete(dir.resolve("bots.d/two.yaml"));
        look();
        process.awaitLog("bot two ends, its file is gone");
        process.awaitLog("[two] stopped");
        bot("two").post(S, "while it is away");
        forwards("one", "c");
        assertEquals(List.of("b"), texts("two"));

        write("two", watch(S, A));
        look();
        bot("two").awaitDelivered(A, 2);
        assertEquals(List.of("b", "while it is away"), texts("two"));
    }

    @Test
    void a_line_of_the_log_sums_up_what_all_have_done() throws IOException {
        write("one", watch(S, A));
        write("two", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        forwards("two", "b");
        forwards("two", "c");
        look();
        pass(Duration.ofMinutes(5));
        process.awaitLog(
                "📊 2 of 2 bots run; received 3, delivered 3, failed 0 since their start; waiting 0, dead letters 0");
    }

    @Test
    void an_edited_file_is_taken_over_by_its_bot_alone() throws IOException {
        write("one", watch(S, A));
        write("two", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        forwards("two", "a");

        write("two", watch(S, A) + watch(S, TestBot.B));
        look();
        process.awaitLog("[two] the edited configuration is in use: 2 watches");
        forwards("two", "b");
        bot("two").awaitDelivered(TestBot.B, 1);

        write("two", "language: zh\n" + watch(S, A));
        look();
        process.awaitLog("[two] it starts again, since these have changed: language");
        look();
        forwards("two", "c");
        forwards("one", "b");
        assertEquals(List.of("a", "b", "c"), texts("two"));
        assertEquals(1, process.count("[one] running:"));
    }

    @Test
    void a_broken_file_is_reported_with_all_its_problems_and_leaves_the_others_alone() throws IOException {
        write("one", watch(S, A));
        Files.writeString(botFile("two"), "telegram.token: nonsense\nlanguage: de\nhttp.port: 1\n");
        process.startAgain();
        forwards("one", "a");
        process.awaitLog("bots.d/two.yaml:1: telegram.token: must be a bot's token");
        process.awaitLog("bots.d/two.yaml:2: language: must be one of");
        process.awaitLog("bots.d/two.yaml:3: http.port: belongs in `sluice.yaml`: all bots share it");
        assertEquals("invalid", state("two"));

        write("two", watch(S, A));
        look();
        forwards("two", "b");
        Files.writeString(botFile("two"), "language: de\n");
        look();
        process.awaitLog("[two] cannot apply the edited configuration, the running one stays in use:");
        forwards("two", "c");
    }

    @Test
    void a_token_that_stands_twice_is_refused_by_the_name_of_its_bot() throws IOException {
        write("one", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        Files.copy(botFile("one"), botFile("a-copy"));
        look();
        process.awaitLog("a-copy.yaml: telegram.token: is the token of the bot `one` already");
        forwards("one", "b");
        assertEquals("running", state("one"));
        assertEquals("invalid", state("a-copy"));
    }

    @Test
    void a_rejected_token_is_the_state_of_that_bot_and_is_tried_again() throws IOException {
        write("one", watch(S, A));
        write("two", watch(S, A));
        bot("two").on("getUpdates").times(1).answer(Answer.error(401, "Unauthorized"));
        process.startAgain();
        process.awaitLog("[two] Telegram rejects the token");
        lookOnce();
        process.awaitLog("[two] it does not run: Telegram rejects its token; the next try is in 5 s");
        assertEquals("failed", state("two"));
        forwards("one", "a");
        bot("two").post(S, "b");
        pass(Duration.ofSeconds(6));
        look();
        bot("two").awaitDelivered(A, 1);
        assertEquals("running", state("two"));
        assertFalse(process.ended());
    }

    /** The numbers of its updates are others: with the ones that are kept, those that wait would be confirmed and lost. */
    @Test
    void what_a_bot_has_kept_is_not_used_with_the_token_of_another() throws IOException {
        write("one", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        String file = Files.readString(botFile("one"));
        bot("other").post(S, "waits");
        Files.writeString(
                botFile("one"), file.replace(bot("one").token(), bot("other").token()));
        look();
        process.awaitLog("[one] it does not run: telegram.token: is that of bot ");
        assertEquals("failed", state("one"));
        assertEquals(0, bot("other").count("getUpdates"));

        Files.writeString(botFile("one"), file);
        pass(Duration.ofSeconds(10));
        look();
        forwards("one", "b");
    }

    @Test
    void a_store_that_cannot_be_used_is_the_state_of_that_bot_and_is_tried_again() throws IOException {
        Files.createDirectory(dir.resolve("data"));
        Files.writeString(dir.resolve("data/two"), "in the way");
        write("one", watch(S, A));
        write("two", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        process.awaitLog("[two] it does not run: data-dir: cannot write to");
        assertEquals("failed", state("two"));
        Files.delete(dir.resolve("data/two"));
        pass(Duration.ofSeconds(6));
        look();
        forwards("two", "b");
    }

    @Test
    void a_paused_bot_keeps_what_waits_also_over_a_restart_and_goes_on_when_it_is_resumed() throws IOException {
        write("one", watch(S, A));
        write("two", watch(S, A));
        process.startAgain();
        forwards("two", "a");
        assertEquals(0, command("bots", "pause", "two"));
        look();
        process.awaitLog("[two] stopped");
        assertEquals("paused", state("two"));
        bot("two").post(S, "b");
        forwards("one", "a");
        process.stop();

        process.startAgain();
        forwards("one", "b");
        assertEquals(List.of("a"), texts("two"));
        assertEquals(0, command("bots", "resume", "two"));
        look();
        bot("two").awaitDelivered(A, 2);
        assertEquals(List.of("a", "b"), texts("two"));
        assertEquals(2, command("bots", "pause", "three"));
        process.awaitLog("there is no bot `three`");
    }

    @Test
    void every_bot_is_cleaned_once_in_an_interval_at_a_time_of_its_own_and_all_at_once_under_pressure()
            throws IOException {
        for (String name : List.of("one", "two", "three")) {
            write(name, watch(S, A));
        }
        process.startAgain();
        List.of("one", "two", "three").forEach(name -> forwards(name, "a"));
        Set<Long> moments = new HashSet<>();
        for (int second = 0; second < 300; second += 5) {
            pass(Duration.ofSeconds(5));
            moments.add(cleanups());
        }
        assertEquals(3, cleanups());
        assertEquals(Set.of(0L, 1L, 2L, 3L), moments, "each at a time of its own");
        assertEquals(1, process.heap.givenBack());

        process.heap.collected(0.9);
        process.await("all to be cleaned", () -> cleanups() == 6);
    }

    private long cleanups() {
        return List.of("one", "two", "three").stream()
                .mapToLong(name -> process.json("/bots/" + name + "/stats")
                        .path("cleanup")
                        .path("runs")
                        .asLong())
                .sum();
    }

    @Test
    void a_plugin_is_loaded_once_and_made_for_each_bot_and_what_it_throws_is_that_bots() throws IOException {
        new Plugin(dir, "apart")
                .provider("Apart", """
                        @Provider(name = "apart")
                        public class Apart implements MessageFilter, StatsProvider {
                            private static int made;
                            private String bot;
                            @Override public void start(ComponentContext context) {
                                bot = context.bot();
                                made++;
                            }
                            @Override public Use use(Settings settings) {
                                return messages -> {
                                    if ("two".equals(bot)) { throw new StackOverflowError(); }
                                    return StepVerdict.KEEP;
                                };
                            }
                            @Override public Stats stats() { return Stats.empty().with("made", made); }
                        }
                        """, "MessageFilter", "StatsProvider")
                .into(dir.resolve("plugins"));
        process.write(process.configuration() + "plugins-dir: plugins\nsteps: [apart]\n");
        write("one", watch(S, A));
        write("two", watch(S, A));
        process.startAgain();
        forwards("one", "a");
        bot("two").post(S, "b");
        forwards("one", "c");
        process.await(
                "both to be made",
                () -> process.json("/bots/one/stats").path("apart").path("made").asInt() == 2);
        assertEquals(List.of("a", "c"), texts("one"));
        assertEquals(200, process.get("/bots/one/healthz").status());
        assertEquals(503, process.get("/bots/two/healthz").status());
        assertEquals(200, process.get("/livez").status());
    }

    @Test
    void a_bot_that_failed_does_not_start_with_what_its_file_said_before() throws IOException {
        write("one", watch(S, A));
        bot("one").on("getUpdates").times(1).answer(Answer.error(401, "Unauthorized"));
        process.startAgain();
        lookOnce();
        assertEquals("failed", state("one"));
        Files.writeString(botFile("one"), "language: de\n");
        lookOnce();
        pass(Duration.ofSeconds(20));
        assertEquals("invalid", state("one"));
        assertEquals(1, process.count("[one] running:"));
        write("one", watch(S, A));
        look();
        forwards("one", "a");
    }

    @Test
    void commands_name_a_bot_or_say_which_there_are() throws IOException {
        write("one", watch(S, A));
        write("two", "telegram.poll-timeout: soon\n");
        assertEquals(2, command("check"));
        assertTrue(process.output().contains("one: ok: @"), process.output());
        assertTrue(process.output().contains("1 of 2 bots are ok"), process.output());
        process.awaitLog("two.yaml:2: telegram.poll-timeout: must be");
        assertEquals(0, command("check", "--bot", "one"));
        assertEquals(2, command("watches", "list"));
        process.awaitLog("which bot? --bot names it; there is one, two");
        assertEquals(0, command("watches", "list", "--bot", "one"));
        assertTrue(process.output().contains(Long.toString(S)));
        assertEquals(0, command("bots", "list"));
        assertTrue(process.output().contains("two   stopped"), process.output());
    }

    @Test
    void who_asks_for_the_figures_of_a_bot_that_does_not_run_is_told_so() throws IOException {
        write("one", watch(S, A));
        write("two", "telegram.poll-timeout: soon\n");
        process.startAgain();
        lookOnce();
        assertEquals(0, command("stats", "--bot", "one", "--url", process.address()));
        assertEquals(1, command("stats", "--bot", "two", "--url", process.address()));
        process.awaitLog("the bot does not run there; `sluice bots list` says what became of it");
    }

    @Test
    void a_process_without_the_folder_of_its_bots_or_with_a_token_of_its_own_does_not_start() throws IOException {
        process.write("bots-dir: nowhere\n");
        process.launch();
        assertEquals(2, process.exitCode());
        process.awaitLog("bots-dir: there is no folder " + dir.resolve("nowhere"));
        process.write("bots-dir: bots.d\ntelegram.token: '" + process.telegram.token() + "'\nwatches: []\n");
        process.launch();
        assertEquals(2, process.exitCode());
        process.awaitLog("sluice.yaml:2: telegram.token: belongs in the file of each bot in `bots-dir`");
        process.awaitLog("sluice.yaml:3: watches: belong in the file of each bot in `bots-dir`");
    }

    @Test
    void commands_use_the_token_of_a_bot_for_its_pages_and_do_not_take_a_refusal_for_no_process() throws IOException {
        write("one", "http.token: the-token-of-bot-one\n" + watch(S, A));
        process.startAgain();
        look();
        Path running = Files.writeString(
                dir.resolve("running.yaml"),
                process.configuration()
                        .replace(
                                "http.port: 0",
                                "http.port: " + URI.create(process.address()).getPort()));
        assertEquals(0, commandWith(running, "stats", "--bot", "one"));
        assertEquals(1, commandWith(running, "bots", "list"));
        process.awaitLog("sluice: no list of the bots: ");
        assertFalse(process.output().contains("stopped"), process.output());
    }

    private int command(String... args) {
        return commandWith(process.file(), args);
    }

    /** Lets time pass, in steps in which polls return. */
    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            process.time.advance(Duration.ofSeconds(1));
        }
    }

    private String state(String name) {
        return listed(process.address(), name).path("state").asText();
    }
}
