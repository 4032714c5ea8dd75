package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** Bots that several machines share: each runs on one of them at a time. The machines are processes with data of their own. */
class SharedBotsTest extends WithFleet {

    private static final Pattern PORT = Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");

    private FakeCluster cluster;
    private String more = "";
    private final Map<String, Machine> machines = new HashMap<>();

    /** A process. */
    private record Machine(String address, CompletableFuture<Void> stop, CompletableFuture<Integer> exit) {}

    @BeforeEach
    void openCluster() {
        cluster = new FakeCluster(process.time.clock());
        FakeCluster.plugin(new Plugin(dir, "shared")).into(dir.resolve("plugins"));
    }

    @AfterEach
    void stopAll() {
        if (cluster.hangs != null) {
            cluster.hangs.countDown();
        }
        machines.values().forEach(machine -> machine.stop().complete(null));
        machines.values().forEach(machine -> process.advanceUntil("all to end", machine.exit()::isDone));
        process.close();
        cluster.close();
    }

    @Test
    void each_bot_runs_on_one_machine_and_the_others_say_where() throws IOException {
        write("one");
        write("two");
        cluster.wish("one", "a");
        cluster.wish("two", "b");
        start("a");
        start("b");
        forwards("one", "a");
        forwards("two", "b");
        look();
        assertEquals("running a", state("a", "one"));
        assertEquals("elsewhere b", state("a", "two"));
        assertEquals("elsewhere a", state("b", "one"));
        assertEquals(1, process.count("[one] running:"));
        assertEquals(1, process.count("[two] running:"));
        assertTrue(get("a", "/bots/two/").contains("This bot runs on another machine: b."));
        assertEquals("ok\n", get("a", "/healthz"));
        assertTrue(get("b", "/metrics").contains("sluice_ownership_takeovers_total 4.0"));
        assertTrue(get("b", "/metrics").contains("sluice_bot_owner_info{bot=\"one\",node=\"a\"} 1"));
    }

    @Test
    void what_a_machine_gives_up_when_it_ends_another_takes_over_at_once() throws IOException {
        write("one");
        write("two");
        start("a");
        start("b");
        forwards("one", "a");
        forwards("two", "a");
        assertEquals("elsewhere a", state("b", "one"));
        Instant before = process.time.now();
        machines.get("a").stop().complete(null);
        process.await("b to take over", () -> process.count("[one] running:") == 2);
        process.await("b to take over", () -> process.count("[two] running:") == 2);
        forwards("one", "b");
        forwards("two", "b");
        assertEquals("running b", state("b", "one"));
        assertEquals(before, process.time.now(), "nothing has waited for time to pass");
        assertEquals(0, machines.get("a").exit().join());
        assertTrue(cluster.released.containsAll(List.of("a:one", "a:two")), cluster.released::toString);
        assertEquals(0, process.count("another program polls"));
    }

    @Test
    void a_pause_on_one_machine_holds_on_every_one() throws IOException {
        write("one");
        start("a");
        start("b");
        forwards("one", "a");
        assertEquals(0, command("b", "bots", "hold", "one"));
        process.awaitLog("[one] stopped");
        look();
        assertEquals("paused ", state("a", "one"));
        assertEquals("paused ", state("b", "one"));
        bot("one").post(S, "b");
        assertEquals(0, command("b", "bots", "release", "one"));
        bot("one").awaitDelivered(A, 2);
        String pause = machines.get("b").address() + "/pause";
        assertTrue(process.postTo(pause, "bot", "one", "paused", "true").startsWith("303 "));
        process.awaitLog("[one] stopped", 2);
        cluster.fails = true;
        assertTrue(
                process.postTo(pause, "bot", "one", "paused", "false")
                        .startsWith(
                                "503 That could not be kept. Try again later. The reason: pause: IllegalStateException: nobody answers"));
        assertEquals(1, command("b", "bots", "resume", "one"));
        process.awaitLog("sluice: nobody answers");
    }

    @Test
    void bots_that_are_lost_stop_at_once_and_together() throws IOException {
        Set<String> bots = Set.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
        for (String name : bots) {
            write(name);
        }
        start("a");
        bots.forEach(name -> forwards(name, "a"));
        CountDownLatch held = new CountDownLatch(1);
        for (String name : bots) {
            bot(name).on("copyMessage").answer(Answer.heldBy(held));
            bot(name).post(S, "under way");
            bot(name).awaitCalls("copyMessage", 2);
        }
        process.settle();
        Map<String, Integer> polls = new HashMap<>();
        bots.forEach(name -> polls.put(name, bot(name).polls().size()));
        Instant before = process.time.now();
        cluster.lose(bots, "b");
        process.await("all to stop", () -> process.count("] stopped") == bots.size());
        assertEquals(before, process.time.now(), "nothing has waited for time to pass");
        bots.forEach(name -> {
            assertEquals("elsewhere b", state("a", name));
            assertEquals(2, bot(name).calls("copyMessage").size(), name);
        });
        held.countDown();
        look();
        bots.forEach(name -> {
            assertEquals(2, bot(name).calls("copyMessage").size(), name);
            assertEquals(polls.get(name), bot(name).polls().size(), name);
        });
        assertEquals(bots.size(), cluster.released.size(), cluster.released::toString);
    }

    @Test
    void a_bot_that_is_lost_is_silent_before_anybody_has_noticed() throws IOException {
        write("one");
        start("a");
        forwards("one", "a");
        CountDownLatch held = new CountDownLatch(1);
        bot("one").on("copyMessage").times(1).answer(Answer.heldBy(held));
        bot("one").post(S, "under way");
        bot("one").post(S, "next");
        bot("one").awaitCalls("copyMessage", 2);
        process.settle();
        int polls = bot("one").polls().size();
        cluster.loseUnnoticed(Set.of("one"), "b");
        bot("one").post(S, "for b");
        held.countDown();
        process.settle();
        assertEquals("running a", state("a", "one"));
        assertEquals(2, bot("one").calls("copyMessage").size());
        assertEquals(polls, bot("one").polls().size());
        look();
        process.awaitLog("[one] stopped; 1 messages are kept for the machine that runs it next");
        assertEquals(2, bot("one").calls("copyMessage").size());
        assertEquals(polls, bot("one").polls().size());
    }

    @Test
    void a_bot_that_is_lost_before_it_has_begun_is_given_back() throws IOException {
        write("one");
        cluster.loseWhenTold("one", "b");
        start("a");
        process.await("it to be given back", () -> !cluster.released.isEmpty());
        look();
        assertEquals("elsewhere b", state("a", "one"));
        assertEquals(List.of("a:one"), cluster.released);
        assertEquals(0, process.count("[one] running:"));
    }

    @Test
    void a_bot_that_is_to_go_to_another_machine_ends_what_it_is_sending_first() throws IOException {
        write("one");
        start("a");
        forwards("one", "a");
        CountDownLatch held = new CountDownLatch(1);
        bot("one").on("copyMessage").times(1).answer(Answer.heldBy(held).afterApplying());
        bot("one").post(S, "under way");
        bot("one").awaitCalls("copyMessage", 2);
        start("b");
        cluster.wish("one", "b");
        process.awaitLog("[one] stopping");
        process.settle();
        assertEquals("a", cluster.owner("one"));
        held.countDown();
        process.await("b to take over", () -> process.count("[one] running:") == 2);
        assertEquals(List.of("a", "under way"), texts("one"));
        forwards("one", "b");
        assertEquals("running b", state("b", "one"));
    }

    @Test
    void as_long_as_nobody_can_be_asked_the_rest_goes_on() throws IOException {
        write("one");
        write("two");
        write("three");
        start("a");
        List.of("one", "two", "three").forEach(name -> forwards(name, "a"));
        cluster.hangs = new CountDownLatch(1);
        lookOnce();
        write("one", watch(S, TestBot.B));
        Files.delete(dir.resolve("bots.d/two.yaml"));
        lookOnce();
        bot("one").post(S, "b");
        bot("one").awaitDelivered(TestBot.B, 1);
        process.awaitLog("bot two ends, its file is gone");
        look();
        assertTrue(get("a", "/healthz").contains("sqlite has not returned from claim for"), get("a", "/healthz"));
        assertEquals("ok\n", get("a", "/livez"));
        cluster.lose(Set.of("three"), "b");
        process.awaitLog("[three] it stops at once, since this machine may not run it any more");
        cluster.hangs.countDown();
        cluster.hangs = null;
        look();
        assertEquals("ok\n", get("a", "/healthz"));
        assertEquals("elsewhere b", state("a", "three"));
        forwards("one", "c", TestBot.B);
    }

    @Test
    void without_a_name_for_each_bot_machines_cannot_share_them() throws IOException {
        String yaml = config("a").replace("bots-dir: bots.d\n", "telegram.token: '" + process.telegram.token() + "'\n");
        process.write(yaml + "watches: []\n");
        String why = "modules.queue: `sqlite` needs `bots-dir`: machines share bots by their names";
        process.launch();
        assertEquals(2, process.exitCode());
        process.awaitLog(why);
        assertEquals(
                2, process.run("check", "--config", process.file().toString()).join());
        process.awaitLog(why, 2);
    }

    @Test
    void commands_ask_what_the_machines_share_and_check_warns_of_what_endangers_it() throws IOException {
        write("one");
        write("two");
        cluster.wish("two", "b");
        start("a");
        forwards("one", "a");
        cluster.problems.add("the standby is not synchronous");
        // The watches that are kept are asked of the queue, which is in each data directory here.
        Files.createDirectories(dir.resolve("data-c/one"));
        Files.createDirectories(dir.resolve("data-c/two"));
        assertEquals(0, command("c", "check"));
        process.awaitLog("warning: the standby is not synchronous");
        look();
        assertEquals("the standby is not synchronous\n", get("a", "/healthz"));
        assertEquals(0, command("c", "bots", "list"));
        assertTrue(process.output().contains("NAME  STATE      NODE  SINCE "), process.output());
        assertTrue(process.output().contains("one   elsewhere  a     20"), process.output());
        assertTrue(process.output().contains("two   stopped    -     20"), process.output());
        cluster.startFails = true;
        assertEquals(2, command("c", "check"));
        process.awaitLog("modules.queue: `sqlite` does not work: start: `url` leads nowhere");
        process.write(config("c"));
        process.launch();
        assertEquals(2, process.exitCode());
        process.awaitLog("modules.queue: `sqlite` does not work: start: `url` leads nowhere", 2);
    }

    @Test
    void notes_need_a_folder_that_the_machines_share() throws IOException {
        write("one", "  - {source: " + S + ", record: true}\n");
        String why = "`record` needs `notes.dir` with the queue `sqlite`: a folder that all machines share,"
                + " such as one over NFS";
        assertEquals(2, command("a", "check"));
        assertEquals(1, process.count(why), process::log);
        start("a");
        process.awaitLog("[one] it does not run: watches: " + S);
        int said = process.count(why);
        more = "notes.dir: files\n";
        assertEquals(0, command("a", "check"));
        String missing = "warning: notes.dir: there is no folder " + dir.resolve("files") + " that can be written";
        assertEquals(1, process.count(missing), process::log);
        Files.createDirectory(dir.resolve("files"));
        assertEquals(0, command("a", "check"));
        assertEquals(1, process.count(missing), process::log);
        look();
        process.awaitLog("[one] running:");
        assertEquals(said, process.count(why), process::log);
    }

    @Test
    void an_edited_lease_needs_a_restart_of_the_process() throws IOException {
        write("one");
        start("a");
        forwards("one", "a");
        Files.writeString(file("a"), config("a") + "queue.lease: 20s\n");
        look();
        process.awaitLog("these changes need a restart of the process: how machines share the bots");
        assertEquals(1, process.count("[one] running:"));
    }

    private void start(String node) throws IOException {
        Files.writeString(file(node), config(node));
        int before = process.log().length();
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CompletableFuture<Integer> exit =
                process.run(stop, "run", "--config", file(node).toString());
        process.await(node + " to listen", () -> PORT.matcher(process.log()).find(before));
        Matcher port = PORT.matcher(process.log());
        assertTrue(port.find(before));
        machines.put(node, new Machine(port.group(1), stop, exit));
    }

    private String config(String node) {
        return "bots-dir: bots.d\ntelegram.api-url: " + process.telegram.uri() + "\ndata-dir: "
                + dir.resolve("data-" + node) + "\nplugins-dir: plugins\nhttp.port: 0\nqueue.node: " + node
                + "\n" + more + "admins: [" + TestBot.OWNER
                + "]\ndeliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}\n";
    }

    private Path file(String node) {
        return dir.resolve(node + ".yaml");
    }

    private int command(String node, String... args) throws IOException {
        Files.writeString(file(node), config(node));
        return commandWith(file(node), args);
    }

    private void write(String name) throws IOException {
        write(name, watch(S, A));
    }

    private String get(String node, String path) {
        return process.get(machines.get(node).address(), path).body();
    }

    /** How a machine sees a bot: its state, and where it runs. */
    private String state(String node, String name) {
        process.settle();
        JsonNode row = listed(machines.get(node).address(), name);
        return row.path("state").asText() + " " + row.path("node").asText();
    }
}
