package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.queue.postgres.db.Schema;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.server.CertificateAuthority;
import sluice.testkit.server.PostgresDatabase;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.TcpProxy;

/** What is said when the database is not what it should be, and how its tables come to be. */
class FirstConnectionTest {

    private static final String SECRET = "s3cret-word";

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    @TempDir
    private Path folder;

    private PostgresWatches watches(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        values.putIfAbsent("node", "here");
        PostgresWatches watches = new PostgresWatches();
        watches.start(new ComponentContext("a", new Settings(values), Clock.systemUTC(), System::nanoTime, folder));
        return watches;
    }

    private String refused(Class<? extends RuntimeException> type, String... settings) {
        RuntimeException e = assertThrows(type, () -> watches(settings));
        assertEquals(type == SettingsException.class, e instanceof SettingsException);
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertFalse(e.getMessage().contains(SECRET), e.getMessage());
        System.out.println("said: " + e.getMessage());
        return e.getMessage();
    }

    @Test
    void ten_that_start_at_once_make_the_tables_once() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Future<?>> starting = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(10);
            for (int i = 0; i < 10; i++) {
                starting.add(threads.submit(() -> {
                    try (Connection connection = DriverManager.getConnection(database.url())) {
                        together.await();
                        Schema.migrate(connection);
                        return connection.isValid(1);
                    }
                }));
            }
            for (Future<?> each : starting) {
                assertEquals(true, each.get());
            }
        }
        assertEquals("1|2", database.query("SELECT count(*), max(version) FROM sluice_schema"));
    }

    @Test
    void however_many_ask_at_once_there_are_few_connections() throws Exception {
        watches("url", database.url()).close();
        database.query("CREATE ROLE few LOGIN CONNECTION LIMIT 6;"
                + " GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO few");
        String url = database.url().replace("user=" + PrivatePostgres.USER, "user=few");
        PostgresWatches watches = watches("url", url);
        try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
            CyclicBarrier together = new CyclicBarrier(40);
            List<Future<Boolean>> asking = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                asking.add(threads.submit(() -> {
                    together.await();
                    return watches.watches().isEmpty();
                }));
            }
            for (Future<Boolean> each : asking) {
                assertTrue(each.get());
            }
        }
        watches.close();
        database.query("DROP OWNED BY few; DROP ROLE few");
    }

    @Test
    void tables_of_a_later_version_are_used_if_they_allow_that_and_else_refused() {
        watches("url", database.url()).close();
        database.query("UPDATE sluice_schema SET version = 99");
        watches("url", database.url()).close();
        assertEquals("99", database.query("SELECT version FROM sluice_schema"));
        database.query("UPDATE sluice_schema SET oldest = 98");
        String said = refused(SettingsException.class, "url", database.url());
        assertTrue(said.contains("later version of Sluice"), said);
    }

    @Test
    void who_may_not_make_the_tables_is_told_and_may_use_those_of_another() {
        database.query("CREATE ROLE reader LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        String url = database.url().replace("user=" + PrivatePostgres.USER, "user=reader");
        String said = refused(SettingsException.class, "url", url);
        assertTrue(said.contains("make it the owner of the database"), said);
        watches("url", database.url()).close();
        refused(SettingsException.class, "url", url);
        database.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO reader");
        watches("url", url, "node", "other").close();
        database.query("DROP OWNED BY reader; DROP ROLE reader");
    }

    @Test
    void a_wrong_password_or_certificate_is_told_without_the_password() throws IOException {
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"))) {
            CertificateAuthority authority = CertificateAuthority.create(folder);
            Path hba = folder.resolve("pg_hba.conf");
            Files.writeString(
                    hba,
                    "local all all trust\nhost all sluice 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            hba.toFile().setReadable(true, false);
            folder.toFile().setExecutable(true, false);
            folder.toFile().setReadable(true, false);
            server.set("hba_file", hba.toString());
            server.query("CREATE ROLE bot LOGIN PASSWORD 'right'");
            server.query("CREATE DATABASE bots OWNER bot");
            server.restart(PrivatePostgres.Stop.FAST);
            String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/bots";
            Path file = folder.resolve("password");
            Files.writeString(file, SECRET + "\n");
            String wrong =
                    refused(SettingsException.class, "url", url, "user", "bot", "password-file", file.toString());
            assertTrue(wrong.contains("password authentication failed"), wrong);
            refused(SettingsException.class, "url", url + "?password=" + SECRET, "user", "bot");
            String none = refused(SettingsException.class, "url", url, "user", "bot");
            assertTrue(none.contains("password"), none);
            Files.writeString(file, "right\n");
            watches("url", url, "user", "bot", "password-file", file.toString()).close();
            String gone = refused(
                    SettingsException.class,
                    "url",
                    url,
                    "user",
                    "bot",
                    "password-file",
                    folder.resolve("none").toString());
            assertTrue(gone.contains("`password-file`"), gone);

            String encrypted = url + "?sslmode=verify-full&sslrootcert=" + authority.pem();
            String plain =
                    refused(SettingsException.class, "url", encrypted, "user", "bot", "password-file", file.toString());
            assertTrue(plain.contains("SSL"), plain);
            server.encrypt(authority.issueTo("127.0.0.1"));
            String nameless =
                    refused(StoreException.class, "url", encrypted, "user", "bot", "password-file", file.toString());
            assertTrue(nameless.contains("could not be verified"), nameless);
        }
    }

    @Test
    void what_is_not_there_is_named() throws IOException {
        int port = database.server().port();
        String missing = refused(SettingsException.class, "url", PrivatePostgres.url(port, "nowhere"));
        assertTrue(missing.contains("database \"nowhere\" does not exist"), missing);
        String silent = refused(
                StoreException.class, "url", PrivatePostgres.url(closedPort(), "postgres") + "&password=" + SECRET);
        assertTrue(silent.contains("refused"), silent);
        String unknown = refused(
                StoreException.class,
                "url",
                "jdbc:postgresql://no-such-host.invalid/postgres?user=a&password=" + SECRET);
        assertTrue(unknown.contains("no-such-host.invalid"), unknown);
    }

    @Test
    void a_database_that_takes_no_changes_is_refused_when_a_process_starts() {
        ownership().close();
        database.query("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        StoreException e = assertThrows(StoreException.class, this::ownership);
        assertTrue(e.getMessage().contains("read-only"), e.getMessage());
        database.query("SET transaction_read_only = off; ALTER DATABASE " + database.name()
                + " RESET default_transaction_read_only");
        ownership().close();
    }

    private PostgresOwnership ownership() {
        PostgresOwnership ownership = new PostgresOwnership();
        ownership.start(Queues.context(database.url(), "here", "", Clock.systemUTC()));
        return ownership;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void an_address_that_is_none_is_refused_without_the_password_in_it() {
        refused(SettingsException.class, "node", "here");
        refused(SettingsException.class, "url", "postgres://bot:" + SECRET + "@db1/sluice");
        refused(SettingsException.class, "url", "jdbc:postgresql://db1:port/sluice?password=" + SECRET);
        for (String host : List.of("bot:" + SECRET + "@db1", "db1:5432,bot:" + SECRET + "@db2:5433", SECRET + "@db1")) {
            String told = refused(SettingsException.class, "url", "jdbc:postgresql://" + host + "/sluice");
            assertTrue(told.contains("`queue.user` and `queue.password-file`"), told);
        }
        refused(SettingsException.class, "url", database.url() + "&password=" + SECRET + "&socketTimeout=soon");
        String said =
                refused(SettingsException.class, "url", database.url() + "&password=" + SECRET + "&sslmode=sometimes");
        assertTrue(said.contains("`sslmode`"), said);
    }

    /** Nothing is heard: then it is said soon. */
    @Test
    void a_server_that_does_not_answer_is_passed_over() {
        try (TcpProxy hole = new TcpProxy(database.server().port())) {
            hole.blackhole();
            long begin = System.nanoTime();
            String said = refused(
                    StoreException.class, "url", PrivatePostgres.url(hole.port(), database.name()), "lease", "5s");
            assertTrue(said.startsWith("PostgreSQL: "), said);
            String url = "jdbc:postgresql://127.0.0.1:" + hole.port() + ",127.0.0.1:"
                    + database.server().port() + "/" + database.name() + "?user=" + PrivatePostgres.USER
                    + "&targetServerType=primary";
            watches("url", url, "lease", "5s").close();
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            System.out.println("passed over after " + seconds + " s");
            assertTrue(seconds <= 8, () -> seconds + " s");
        }
    }
}
