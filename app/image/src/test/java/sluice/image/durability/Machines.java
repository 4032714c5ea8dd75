package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;
import sluice.testkit.server.PrivatePostgres;

/**
 * Processes of the image, each with a folder of its own as on a machine of its own, that run the same bots by the queue in a PostgreSQL
 * server of the test.
 */
final class Machines implements AutoCloseable {

    /** The shortest that is allowed, so that tests wait as little as can be. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private static final Path SCRATCH = Path.of(System.getProperty("sluice.scratch", "target/durability"));
    private static final Pattern PORT = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Path PLUGIN = Path.of(System.getProperty("sluice.postgres-plugin", ""));

    private final Path dir;
    private final PrivatePostgres postgres;
    private final String database;
    private final Simulator telegram = Simulator.start(SimulatorOptions.defaults());
    private final Map<String, ImageProcess> processes = new TreeMap<>();

    /**
     * No process runs yet.
     *
     * @param test names its folder
     */
    Machines(String test, PrivatePostgres postgres) {
        this.postgres = postgres;
        this.database = postgres.newDatabase();
        this.dir = SCRATCH.toAbsolutePath().resolve(test);
        try {
            delete(dir);
            Path plugins = Files.createDirectories(dir.resolve("plugins"));
            Files.createDirectories(dir.resolve("bots.d"));
            int code = new ProcessBuilder("tar", "-xzf", PLUGIN.toString(), "-C", plugins.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("tar ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Simulator telegram() {
        return telegram;
    }

    PrivatePostgres postgres() {
        return postgres;
    }

    String database() {
        return database;
    }

    /** Writes down a bot for all machines. */
    void bot(String name, Simulator server, List<String> watches) {
        write(
                dir.resolve("bots.d").resolve(name + ".yaml"),
                "telegram.token: '" + server.token() + "'\nwatches:\n  - " + String.join("\n  - ", watches) + "\n");
    }

    /** A machine with a configuration that it can be started with. */
    void machine(String name, String url, Duration lease) {
        Path home = dir.resolve(name);
        try {
            Files.createDirectories(home.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(home.resolve("sluice.yaml"), """
            bots-dir: '%s'
            plugins-dir: '%s'
            data-dir: '%s'
            telegram.api-url: %s
            http.port: 0
            admins: [4711]
            modules: {queue: postgres}
            queue: {url: '%s', node: %s, lease: %ds, max-dead-letters: 1000000}
            deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
            deliver.max-retries: 10
            intake.album-quiet: 30ms
            """.formatted(
                        dir.resolve("bots.d"),
                        dir.resolve("plugins"),
                        home.resolve("data"),
                        telegram.uri(),
                        url,
                        name,
                        lease.toSeconds()));
    }

    void machine(String name) {
        machine(name, postgres.url(database), LEASE);
    }

    /** The configuration file of a machine. */
    String config(String name) {
        return dir.resolve(name).resolve("sluice.yaml").toString();
    }

    ImageProcess start(String name) {
        Path home = dir.resolve(name);
        ImageProcess process = ImageProcess.start(
                home.resolve("stderr"),
                "",
                "run",
                "--config",
                home.resolve("sluice.yaml").toString());
        processes.put(name, process);
        return process;
    }

    /** What a machine answers to a request for one of its pages. */
    String page(String name, String path) {
        Matcher port = PORT.matcher(process(name).log());
        if (!port.find()) {
            throw new AssertionError(name + " does not listen");
        }
        try (var body =
                URI.create("http://127.0.0.1:" + port.group(1) + path).toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImageProcess process(String name) {
        return processes.get(name);
    }

    /** The machine that runs a bot; empty for none. */
    String owner(String bot) {
        return query("SELECT coalesce(max(nodes.name), '') FROM bots JOIN nodes USING (node) WHERE bots.name = '" + bot
                + "' AND NOT nodes.dead");
    }

    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** The number of the process that owns a bot; empty for none. A machine that is started again has another. */
    String ownerNumber(String bot) {
        return query("SELECT coalesce(max(node)::text, '') FROM bots WHERE name = '" + bot + "'");
    }

    /** The text in the first row; empty while the database or its tables are not there. */
    String query(String sql) {
        try {
            return ask(sql, rows -> rows.next() ? rows.getString(1) : "");
        } catch (SQLException e) {
            return "";
        }
    }

    private <T> T ask(String sql, Rows<T> rows) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(database));
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            return rows.read(found);
        }
    }

    /** How many machines renew their leases. */
    int live() {
        return Integer.parseInt("0" + query("SELECT count(*) FROM nodes WHERE NOT dead"));
    }

    /** Holds all changes of a table's rows up until it is closed; they are made then, whether or not somebody reads the answer. */
    AutoCloseable locked(String table) throws SQLException {
        var connection = DriverManager.getConnection(postgres.url(database));
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM " + table + " FOR UPDATE");
        }
        return () -> {
            try (connection) {
                connection.commit();
            }
        };
    }

    /** Waits until a change of a table is held up. */
    void awaitBlocked(String table) {
        await(
                "a change of " + table,
                Duration.ofSeconds(20),
                () -> !query(
                                "SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE "
                                        + table + "%' LIMIT 1")
                        .isEmpty());
    }

    /** The dead letters of all bots. */
    List<Letter> letters() {
        try {
            return ask(
                    "SELECT id, reason, lane, watch, chat, message, album FROM dead_letters ORDER BY bot, id", rows -> {
                        List<Letter> letters = new ArrayList<>();
                        while (rows.next()) {
                            letters.add(Letter.read(rows));
                        }
                        return letters;
                    });
        } catch (SQLException e) {
            throw new IllegalStateException("the dead letters cannot be read", e);
        }
    }

    boolean isDrained() {
        return telegram.pendingUpdates() == 0
                && query("SELECT count(*) FROM jobs").equals("0");
    }

    void await(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(limit).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    /** What the machines have said, for a test that failed. */
    String logs() {
        StringBuilder logs = new StringBuilder();
        processes.forEach((name, process) -> {
            List<String> lines = process.log().lines().toList();
            logs.append("--- ").append(name).append('\n');
            lines.subList(Math.max(0, lines.size() - 40), lines.size())
                    .forEach(line -> logs.append(line).append('\n'));
        });
        return logs.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        processes.values().forEach(ImageProcess::discard);
        telegram.close();
    }
}
