package sluice.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.base.json.Json;
import sluice.simulator.Answer;

/** {@code sluice} as it is typed: what it prints where, and with which status it ends. */
class CommandLineCasesTest extends WithBot {

    private static final List<String> COMMANDS = List.of("run", "check", "modules", "stats");

    private final StringBuilder everything = new StringBuilder();

    private CommandRun sluice(String... args) {
        return sluice(Map.of(), args);
    }

    private CommandRun sluice(Map<String, String> variables, String... args) {
        CommandRun ran = CommandRun.of(bot.time, variables, InputStream.nullInputStream(), args);
        everything.append(ran);
        return ran;
    }

    @AfterEach
    void nothing_ever_shows_a_stack_trace() {
        assertEquals(-1, everything.indexOf("\tat "), everything.toString());
        assertEquals(-1, everything.indexOf("Exception in thread"), everything.toString());
        assertEquals(-1, everything.indexOf(telegram.token()), "the token is shown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void help_names_every_command_and_exit_code(String option) {
        CommandRun help = sluice(option);
        assertEquals(0, help.code());
        assertEquals("", help.err());
        assertTrue(help.out().startsWith("Usage: sluice"), help.out());
        COMMANDS.forEach(command -> assertTrue(help.out().contains("  " + command + " "), command));
        for (int code = 0; code <= 4; code++) {
            assertTrue(help.out().contains("  " + code + "   "), "exit code " + code + " in\n" + help.out());
        }
        assertTrue(help.out().contains("SLUICE_TOKEN"), help.out());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
    }

    @Test
    void each_command_has_its_own_help() {
        for (String command : COMMANDS) {
            CommandRun help = sluice(command, "--help");
            assertEquals(0, help.code(), command);
            assertTrue(help.out().startsWith("Usage: sluice " + command), help.out());
            assertEquals("", help.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "run --version", "watches list --version"})
    void the_version_is_one_line(String options) {
        CommandRun version = sluice(options.split(" "));
        assertEquals(0, version.code());
        assertTrue(version.out().strip().matches("sluice \\d+\\.\\d+\\.\\d+.*"), version.out());
        assertEquals(1, version.out().lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                       | Which command?
            frobnicate               | frobnicate
            --frobnicate             | --frobnicate
            run --frobnicate         | --frobnicate
            run extra                | extra
            run --config             | --config
            check --url x            | --url
            stats --url              | --url
            stats --url ':'          | --url
            stats --url http:        | --url
            """)
    void a_wrong_command_line_ends_with_2_and_the_usage(String line, String named) {
        String[] args = line.isEmpty() ? new String[0] : line.replace("'", "").split(" ");
        CommandRun ran = sluice(args);
        assertEquals(2, ran.code(), ran.toString());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(named), ran.err());
        assertTrue(ran.err().contains("Usage: sluice"), ran.err());
    }

    @Test
    void check_tells_who_the_bot_is_and_how_many_watches_there_are() {
        bot.configure("", copying(S, A), copying(S, B));
        CommandRun check = sluice("check", "--config", bot.file().toString());
        assertEquals(new CommandRun(0, "ok: @sluice_simulated_bot, 3 watches\n", ""), check);
        assertEquals(0, telegram.count("getUpdates"));
    }

    @Test
    void check_takes_the_token_from_the_environment() {
        bot.configure("", copying(S, A));
        bot.write(bot.configuration().replaceFirst("  token: .*\n", ""));
        assertEquals(2, sluice("check", "--config", bot.file().toString()).code());
        CommandRun check = sluice(
                Map.of("SLUICE_TOKEN", telegram.token()),
                "check",
                "--config",
                bot.file().toString());
        assertEquals(0, check.code(), check.err());
    }

    @Test
    void check_says_that_telegram_rejects_the_token() {
        bot.configure("", copying(S, A));
        bot.write(bot.configuration().replace(telegram.token(), "987654321:" + "x".repeat(35)));
        CommandRun check = sluice("check", "--config", bot.file().toString());
        assertEquals(new CommandRun(3, "", "telegram.token: Telegram rejects it: Unauthorized\n"), check);
    }

    @Test
    void check_says_that_the_server_cannot_be_reached() {
        bot.configure("", copying(S, A));
        telegram.stopListening();
        CommandRun check = sluice("check", "--config", bot.file().toString());
        assertEquals(1, check.code());
        assertEquals("", check.out());
        assertTrue(check.err().startsWith("telegram.api-url: the token could not be checked at " + telegram.uri()));
        assertEquals(1, check.err().lines().count(), check.err());
    }

    @Test
    void check_does_not_wait_for_ever_for_a_server_that_hangs() {
        bot.configure("", copying(S, A));
        telegram.on("getMe").answer(Answer.hang());
        CompletableFuture<Integer> check =
                bot.run("check", "--config", bot.file().toString());
        bot.await("the call", () -> bot.time.timers() == 1);
        bot.time.advance(Duration.ofSeconds(30));
        bot.await("the end", check::isDone);
        assertEquals(1, check.join());
        bot.awaitLog("no answer within 30 s");
    }

    @Test
    void check_names_the_plugins_that_cannot_be_used() throws IOException {
        Path plugins = Files.createDirectory(dir.resolve("plugins"));
        Files.writeString(plugins.resolve("broken.jar"), "x");
        bot.configure("plugins-dir: " + plugins);
        CommandRun check = sluice("check", "--config", bot.file().toString());
        assertTrue(check.err().contains("warning: plugin broken.jar is not used: load: "), check.err());
        assertEquals(0, check.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void every_problem_of_a_file_is_on_its_own_line_with_its_place(String command) {
        bot.write("""
                telegram:
                  token: "%s"
                  api-url: ftp://example.org
                admins: [me]
                dedup.max-mesages: 5
                http: {port: 99999}
                watches:
                  - {source: -1, destination: -2, blacklist-regex: ['(']}
                  - {source: x, destination: me}
                  - {sauce: -1, destination: -2}
                """.formatted(telegram.token()));
        CommandRun ran = sluice(command, "--config", bot.file().toString());
        assertEquals(2, ran.code());
        assertEquals("", ran.out());
        List<String> lines = ran.err().lines().toList();
        for (String place : List.of(
                ":3: telegram.api-url: ",
                ":4: admins: ",
                ":5: dedup.max-mesages: ",
                ":6: http.port: ",
                ":8: watches[1].blacklist-regex: ",
                ":9: watches[2].source: ",
                ":10: watches[3].sauce: ")) {
            assertTrue(
                    lines.stream().anyMatch(line -> line.startsWith(bot.file() + place)), place + " in\n" + ran.err());
        }
        assertTrue(lines.stream().allMatch(line -> line.startsWith(bot.file() + ":")), ran.err());
        assertTrue(ran.err().contains("dedup.max-messages"), "a suggestion in\n" + ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run", "modules"})
    void a_file_that_cannot_be_read_is_named_with_the_reason(String command) throws IOException {
        Path binary = Files.write(dir.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Path broken = Files.writeString(dir.resolve("broken.yaml"), "telegram: {token: 'x'\n");
        for (Path file :
                Stream.of(dir.resolve("missing.yaml"), dir, binary, broken).toList()) {
            CommandRun ran = sluice(command, "--config", file.toString());
            assertEquals(2, ran.code(), file.toString());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(ran.err().startsWith(file + ":"), ran.err());
        }
    }

    @Test
    void modules_lists_what_was_discovered_and_what_becomes_of_it() {
        bot.configure("modules.queue: bounded");
        CommandRun modules = sluice("modules", "--config", bot.file().toString());
        assertEquals(0, modules.code(), modules.err());
        assertEquals("", modules.err());
        List<List<String>> rows =
                modules.out().lines().map(line -> List.of(line.split(" {2,}"))).toList();
        assertEquals(
                List.of("ROLE", "NAME", "STATE", "MODULE", "VERSION", "FROM", "SERVICES", "REASON"), rows.getFirst());
        for (List<String> right : List.of(
                List.of("dedup", "lru", "active", "sluice.dedup"),
                List.of("state", "ttl", "active", "sluice.state"),
                List.of("peer", "cooldown", "active", "sluice.peer"),
                List.of("queue", "bounded", "active", "sluice.queue.memory"))) {
            assertTrue(
                    rows.stream()
                            .anyMatch(row -> row.size() > 4 && row.subList(0, 4).equals(right)),
                    right + " in\n" + modules.out());
        }
        assertTrue(
                rows.stream()
                        .anyMatch(row -> row.size() > 3 && row.subList(1, 3).equals(List.of("sqlite", "available"))),
                modules.out());
        assertTrue(modules.out().contains("MessageQueue,Cleanable,StatsProvider"), modules.out());
        assertTrue(modules.out().contains("ContentDeduplicator,Cleanable,StatsProvider"), modules.out());
        int steps = rows.indexOf(List.of("Steps that watches can name:"));
        assertEquals(List.of("NAME", "STATE", "MODULE", "VERSION", "FROM", "SERVICES", "REASON"), rows.get(steps + 1));
        List<String> named = rows.subList(steps + 2, rows.size()).stream()
                .map(List::getFirst)
                .toList();
        assertEquals(
                List.of(
                        "file-extension",
                        "file-size",
                        "hidden-links",
                        "media-type",
                        "sender",
                        "replace",
                        "header",
                        "footer",
                        "remove-links"),
                named);
        assertFalse(rows.subList(0, steps).toString().contains("MessageFilter"), modules.out());
    }

    @Test
    void modules_needs_neither_a_token_nor_a_file() {
        CommandRun modules = sluice("modules");
        assertEquals(0, modules.code(), modules.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "modules"})
    void a_module_that_there_is_not_is_a_problem_that_names_those_there_are(String command) {
        bot.configure("modules: {dedup: redis, queue: kafka}");
        CommandRun ran = sluice(command, "--config", bot.file().toString());
        assertEquals(2, ran.code());
        List<String> lines = ran.err().lines().toList();
        assertEquals(2, lines.size(), ran.err());
        assertTrue(lines.get(0).contains("modules.dedup: there is no module `redis`"), ran.err());
        assertTrue(lines.get(0).contains("`lru`"), ran.err());
        assertTrue(lines.get(1).contains("modules.queue: there is no module `kafka`"), ran.err());
        assertTrue(lines.get(1).contains("`bounded`"), ran.err());
    }

    @Test
    void run_keeps_trying_when_the_server_cannot_be_reached_and_says_so_once_a_minute() {
        bot.configure("", copying(S, A));
        telegram.stopListening();
        bot.startAgain();
        bot.awaitLog("polling fails: ");
        bot.advanceUntil("the second time", () -> bot.count("polling fails: ") == 2);
        assertEquals(503, bot.get("/healthz").status());
        Duration minutes = Duration.ofMinutes(3);
        long before = bot.stat("intake", "poll_failures");
        for (Duration passed = Duration.ZERO; passed.compareTo(minutes) < 0; passed = passed.plusSeconds(30)) {
            long failures = bot.stat("intake", "poll_failures");
            bot.time.advance(Duration.ofSeconds(30));
            bot.awaitStat("intake", "poll_failures", now -> now > failures);
        }
        assertTrue(bot.stat("intake", "poll_failures") >= before + 6);
        assertTrue(bot.count("polling fails: ") <= 5, bot.log());

        telegram.resumeListening();
        telegram.post(S, "1");
        bot.advanceUntil("the message to arrive", () -> texts(A).size() == 1);
        assertEquals(1, bot.count("polling works again"));
        assertEquals(200, bot.get("/healthz").status());
    }

    @Test
    void run_says_that_its_port_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            bot.configure("", copying(S, A));
            bot.write(bot.configuration().replace("port: 0", "port: " + taken.getLocalPort()));
            CommandRun run = sluice("run", "--config", bot.file().toString());
            assertEquals(2, run.code());
            assertTrue(run.err().contains("http.port: cannot listen on 127.0.0.1:" + taken.getLocalPort()), run.err());
        }
    }

    @Test
    void run_says_that_its_data_directory_is_no_directory() throws IOException {
        Files.writeString(dir.resolve("data"), "a file");
        bot.configure("", copying(S, A));
        for (String command : List.of("run", "check")) {
            CommandRun ran = sluice(command, "--config", bot.file().toString());
            assertEquals(2, ran.code(), ran.err());
            assertTrue(ran.err().contains("data-dir"), ran.err());
        }
    }

    @Test
    void stats_prints_json_for_programs() throws IOException {
        bot.watching(copying(S, A));
        telegram.post(S, "1");
        bot.awaitDelivered(A, 1);
        CommandRun stats = sluice("stats", "--json", "--url", bot.address());
        assertEquals(0, stats.code(), stats.err());
        assertEquals("", stats.err());
        for (String concern : List.of("dedup", "state", "peer", "queue", "worker", "jvm")) {
            assertTrue(Json.MAPPER.readTree(stats.out()).has(concern), concern);
        }
        assertEquals(0, sluice("stats", "--url", bot.address() + "/").code());
    }

    @Test
    void stats_prints_a_table_for_people() {
        bot.watching("{source: " + S + ", destination: " + A + ", blacklist: [spam]}");
        telegram.post(S, "1");
        telegram.post(S, "spam");
        bot.settle();
        CommandRun stats = sluice("stats", "--url", bot.address());
        assertEquals(0, stats.code(), stats.err());
        List<String> lines = stats.out().lines().toList();
        assertEquals("MESSAGES", lines.getFirst());
        for (String row : List.of(
                "  received +1",
                "  delivered +1",
                "  filtered +1",
                "  dead letters +0",
                "  skipped blacklisted +1",
                "  max users +10,000",
                "  retry cooldown +1 min",
                "  cleanup age +1 d",
                "  heap used +\\d+\\.\\d MB")) {
            assertTrue(lines.stream().anyMatch(line -> line.matches(row)), row + " in\n" + stats.out());
        }
        assertFalse(stats.out().contains("skipped loop"), "a reason that did not occur\n" + stats.out());
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.startsWith("  "))
                        .mapToInt(String::length)
                        .distinct()
                        .count(),
                "values are aligned\n" + stats.out());
    }

    @Test
    void stats_finds_address_and_token_in_the_configuration() throws IOException {
        bot.configure("", copying(S, A));
        String yaml = bot.configuration().replace("port: 0", "port: 0\n  token: a-secret-of-http");
        bot.write(yaml);
        bot.startAgain();
        CommandRun zero = sluice("stats", "--config", bot.file().toString());
        assertEquals(2, zero.code());
        assertTrue(zero.err().contains("http.port") && zero.err().contains("--url"), zero.err());

        String port = bot.address().replaceFirst(".*:", "");
        Path named = Files.writeString(dir.resolve("named.yaml"), yaml.replace("port: 0", "port: " + port));
        CommandRun stats = sluice("stats", "--config", named.toString());
        assertEquals(0, stats.code(), stats.err());
        assertTrue(stats.out().startsWith("MESSAGES"), stats.out());

        Files.writeString(named, Files.readString(named).replace("a-secret-of-http", "another-secret-of-http"));
        CommandRun wrong = sluice("stats", "--config", named.toString());
        assertEquals(1, wrong.code());
        assertTrue(
                wrong.err().contains("http.token in the configuration")
                        && wrong.err().contains("401"),
                wrong.err());
    }

    @Test
    void stats_says_that_something_else_answers() {
        CommandRun stats = sluice("stats", "--url", telegram.uri().toString());
        assertEquals(1, stats.code());
        assertEquals("", stats.out());
        assertTrue(stats.err().contains("seems not to be Sluice"), stats.err());
        assertEquals(1, stats.err().lines().count());
    }

    @Test
    void stats_sends_the_http_token_along_and_says_when_it_is_missing() {
        bot.configure("", copying(S, A));
        bot.write(bot.configuration().replace("port: 0", "port: 0\n  token: a-secret-of-http"));
        bot.startAgain();
        CommandRun without = sluice("stats", "--url", bot.address());
        assertEquals(1, without.code());
        assertTrue(without.err().contains("401") && without.err().contains("SLUICE_HTTP_TOKEN"), without.err());
        CommandRun with = sluice(Map.of("SLUICE_HTTP_TOKEN", "a-secret-of-http"), "stats", "--url", bot.address());
        assertEquals(0, with.code(), with.err());
    }

    @Test
    void stats_says_that_no_bot_is_running() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        CommandRun stats = sluice("stats", "--url", "http://127.0.0.1:" + free);
        assertEquals(1, stats.code());
        assertEquals("", stats.out());
        assertTrue(stats.err().contains("is the bot running?"), stats.err());
        assertEquals(1, stats.err().lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "ftp://127.0.0.1",
                "file:///etc/passwd",
                "gopher://127.0.0.1",
                "http:///stats",
                "mailto:x"
            })
    void stats_takes_only_http_addresses(String url) {
        CommandRun stats = sluice("stats", "--url", url);
        assertEquals(2, stats.code(), stats.err());
        assertTrue(stats.err().startsWith("--url: not an http address: "), stats.err());
    }

    @Test
    void what_cannot_be_printed_is_no_success() {
        bot.configure("", S_TO_A);
        var err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int code = CommandRun.run(
                bot.time,
                Map.of(),
                InputStream.nullInputStream(),
                full,
                err,
                "watches",
                "export",
                "--config",
                bot.file().toString());
        assertEquals(1, code);
        assertEquals("standard output: cannot be written, its disk is full or nobody reads it\n", err.toString(UTF_8));
    }
}
