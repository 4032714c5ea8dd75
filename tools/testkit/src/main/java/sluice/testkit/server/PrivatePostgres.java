package sluice.testkit.server;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server for tests: in a temporary folder, on a free port of 127.0.0.1, and gone when the JVM ends. It keeps its
 * port over restarts. Everybody may connect as {@link #USER}, a superuser, without a password.
 *
 * <p>Starting one takes 1 to 3 s, so tests share {@link #shared()} and have a database each; those that stop, kill or
 * change the server start their own. One thread at a time may start, stop or change it; the other methods are thread-safe.
 */
public final class PrivatePostgres implements AutoCloseable {

    /** The name to connect with; no password is needed. */
    public static final String USER = "sluice";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> FAST = Map.of("fsync", "off", "full_page_writes", "off");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static PrivatePostgres shared;

    private final PostgresPrograms programs;
    private final Path folder;
    private final Path data;
    private final int port;
    private final Map<String, String> settings = new TreeMap<>();
    private final Thread hook = new Thread(this::end, "end-postgres");

    private String givenSettings = "";
    private int starts;
    private int standbys;
    private Process process;

    /** How a server ends. */
    public enum Stop {
        /** Connections are closed and changes written, as {@code systemctl stop} does. */
        FAST,
        /** All processes leave at once; the next start recovers from the log. */
        IMMEDIATE,
        /** SIGKILL to the server and the processes of its connections. */
        KILL
    }

    private PrivatePostgres(PostgresPrograms programs) {
        this.programs = programs;
        this.folder = programs.folder();
        this.data = folder.resolve("data");
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(hook);
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("shared_buffers", "32MB");
        settings.put("wal_keep_size", "256MB");
        settings.put("log_line_prefix", "%m [%p] app=%a ");
    }

    /** Whether PostgreSQL's programs are installed where they are found: on the PATH, or where Debian puts them. */
    public static boolean isAvailable() {
        return PostgresPrograms.find().isPresent();
    }

    /** Skips the test, visibly, where there is no PostgreSQL; with {@code SLUICE_POSTGRES_REQUIRED=true} the test fails instead. */
    public static void require() {
        if (isAvailable()) {
            return;
        }
        String missing = "no PostgreSQL to test with: apt-get install postgresql";
        assertFalse(Boolean.parseBoolean(System.getenv("SLUICE_POSTGRES_REQUIRED")), missing);
        System.out.println("[SKIPPED] " + missing);
        Assumptions.abort(missing);
    }

    /** The server that the tests of this JVM share. It does not wait for the disk, and is not to be stopped or changed. */
    public static synchronized PrivatePostgres shared() {
        if (shared == null) {
            shared = start(FAST);
        }
        return shared;
    }

    /** A new server that is ready for connections and waits for the disk as one in production does. */
    public static PrivatePostgres start() {
        return start(Map.of());
    }

    /**
     * A new server that is ready for connections.
     *
     * @param more settings beside PostgreSQL's own, as in {@code postgresql.conf}, such as {@code max_connections}
     */
    public static PrivatePostgres start(Map<String, String> more) {
        PrivatePostgres server = new PrivatePostgres(installed());
        try {
            server.programs.run(
                    server.folder,
                    "initdb",
                    "--pgdata=" + server.data,
                    "--username=" + USER,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync");
            server.prepare(more);
            server.launch();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** The port on 127.0.0.1, for a proxy before it. */
    public int port() {
        return port;
    }

    /** Where to connect to the database {@code postgres}, with the user in it. */
    public String url() {
        return url("postgres");
    }

    /** Where to connect to a database, with the user in it. */
    public String url(String database) {
        return url(port, database);
    }

    /** Where to connect to a database through a proxy's port, with the user in it. */
    public static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    /** Where to connect to a database through the ports of two servers: to the one that takes changes. */
    public static String url(int port, int otherPort, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + ",127.0.0.1:" + otherPort + "/" + database + "?user=" + USER
                + "&targetServerType=primary";
    }

    /** Makes an empty database. */
    public void createDatabase(String name) {
        query("CREATE DATABASE \"" + name + "\"");
    }

    /** Makes an empty database with a name that no other has, and returns the name. */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        createDatabase(name);
        return name;
    }

    /** Makes a user, not a superuser, who needs the password; it is sent as SCRAM, PostgreSQL's default. */
    public void createUser(String name, String password) {
        Path rules = data.resolve("pg_hba.conf");
        try {
            // The first rule that fits decides.
            Files.writeString(rules, "host all " + name + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        query("CREATE ROLE \"" + name + "\" LOGIN PASSWORD '" + password + "'");
        reload();
    }

    /** Runs statements in the database {@code postgres} with PostgreSQL's own client; rows come as lines with {@code |} between the columns. */
    public String query(String sql) {
        return query("postgres", sql);
    }

    /** Runs statements in a database with PostgreSQL's own client; rows come as lines with {@code |} between the columns. */
    public String query(String database, String sql) {
        return programs.run(
                folder,
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--dbname=host=127.0.0.1 port=" + port + " user=" + USER + " dbname=" + database,
                "--command=" + sql);
    }

    /**
     * Changes a setting, for new connections and those that there are. One that needs a restart is changed by the next.
     *
     * @param value as in {@code postgresql.conf}, without quotation marks around it
     */
    public void set(String name, String value) {
        settings.put(name, value);
        writeSettings();
        reload();
    }

    /** Takes encrypted connections from now on, with this certificate; unencrypted ones too. */
    public void encrypt(ServerCertificate certificate) {
        try {
            Path key = data.resolve("server.key");
            Files.copy(certificate.pem(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            programs.own(key);
            Path chain = data.resolve("server.crt");
            Files.copy(certificate.pem(), chain, StandardCopyOption.REPLACE_EXISTING);
            programs.own(chain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("ssl", "on");
    }

    /**
     * The number of statements that clients have sent since the server was first started, those of {@link #query} excepted.
     * The setting {@code log_statement} must have been {@code all} from the start.
     */
    public long statements() {
        if (!"all".equals(settings.get("log_statement"))) {
            throw new IllegalStateException("start it with log_statement: all, to count statements");
        }
        return log().lines()
                .filter(line -> line.contains(" LOG:  statement: ") || line.contains(" LOG:  execute "))
                .filter(line -> !line.contains(" app=psql "))
                .count();
    }

    /** What the server has logged since it was first started. */
    public String log() {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= starts; i++) {
            log.append(readLog(i));
        }
        return log.toString();
    }

    /** Ends the server; {@link #launch} starts it again. */
    public void stop(Stop how) {
        if (how == Stop.KILL) {
            kill();
        } else {
            programs.run(
                    folder,
                    "pg_ctl",
                    "--pgdata=" + data,
                    "--mode=" + (how == Stop.FAST ? "fast" : "immediate"),
                    "--wait",
                    "stop");
            awaitEnd(process);
        }
    }

    /** Ends the server, starts it, and waits until it takes connections. */
    public void restart(Stop how) {
        stop(how);
        launch();
    }

    /** Starts the server after {@link #stop}, and waits until it takes connections. */
    public void launch() {
        long begin = System.nanoTime();
        while (!ready()) {
            String log = readLog(starts);
            boolean leftOver = log.contains("pre-existing shared memory block");
            if (!leftOver || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("PostgreSQL does not start: " + log);
            }
        }
    }

    /**
     * Copies this server to a new one, which follows it until {@link #promote}.
     *
     * @param synchronous whether this server waits with each commit until the standby has it on disk
     */
    public PrivatePostgres standby(boolean synchronous) {
        PrivatePostgres standby = new PrivatePostgres(programs);
        try {
            String name = "standby" + ++standbys;
            programs.run(
                    standby.folder,
                    "pg_basebackup",
                    "--pgdata=" + standby.data,
                    "--write-recovery-conf",
                    "--checkpoint=fast",
                    "--no-sync",
                    "--dbname=host=127.0.0.1 port=" + port + " user=" + USER + " application_name=" + name);
            Map<String, String> same = new TreeMap<>(settings);
            same.put("port", Integer.toString(standby.port));
            same.put("synchronous_standby_names", "");
            standby.prepare(same);
            standby.launch();
            if (synchronous) {
                set("synchronous_standby_names", name);
            }
            String state = synchronous ? "sync" : "async";
            String sql = "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming' AND application_name = '"
                    + name + "'";
            await("the standby to follow", () -> query(sql).equals(state));
            return standby;
        } catch (RuntimeException | Error e) {
            standby.close();
            throw e;
        }
    }

    /** Makes a standby a server that takes changes. The one that it followed is not stopped. */
    public void promote() {
        programs.run(folder, "pg_ctl", "--pgdata=" + data, "--wait", "promote");
    }

    /** Kills the server and deletes its folder. Its {@link #standby} is closed by itself. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static PostgresPrograms installed() {
        return PostgresPrograms.find().orElseThrow(() -> new IllegalStateException("PostgreSQL is not installed"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reload() {
        String before = query("SELECT pg_conf_load_time()");
        query("SELECT pg_reload_conf()");
        await("new settings", () -> !query("SELECT pg_conf_load_time()").equals(before));
    }

    private void prepare(Map<String, String> more) {
        settings.putAll(more);
        try {
            givenSettings = Files.readString(data.resolve("postgresql.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writeSettings();
    }

    private void writeSettings() {
        StringBuilder text = new StringBuilder(givenSettings).append('\n');
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        try {
            Files.writeString(data.resolve("postgresql.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process and waits until it says in its own file that it takes connections; false when it ends before that. */
    private boolean ready() {
        Path log = folder.resolve("log" + ++starts);
        process = programs.start(folder, log, "postgres", "-D", data.toString());
        Process started = process;
        long begin = System.nanoTime();
        try {
            while (!started.waitFor(10, TimeUnit.MILLISECONDS)) {
                if (saysReady(started.pid())) {
                    return true;
                }
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IllegalStateException("PostgreSQL is not ready: " + readLog(starts));
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
        }
    }

    private boolean saysReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (NoSuchFileException _) {
            // Not there yet, or that of a killed server, deleted by the new one at this moment.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readLog(int number) {
        try {
            return Files.readString(folder.resolve("log" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(process);
    }

    private static void awaitEnd(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was ending", e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("PostgreSQL: waited in vain for " + what);
            }
        }
    }

    private void end() {
        Optional.ofNullable(process).filter(Process::isAlive).ifPresent(_ -> kill());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + folder + ": " + e);
        }
    }
}
