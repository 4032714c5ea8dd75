package sluice.testkit.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivatePostgresTest {

    @BeforeAll
    static void needsPostgres() {
        PrivatePostgres.require();
    }

    @Test
    void gives_each_test_a_database_of_the_shared_server() {
        PrivatePostgres server = PrivatePostgres.shared();
        String one = server.newDatabase();
        String other = server.newDatabase();
        server.query(one, "CREATE TABLE t (n int)");
        assertAll(
                () -> assertNotEquals(one, other),
                () -> assertEquals(
                        "UTF8|C",
                        server.query(
                                one,
                                "SELECT current_setting('server_encoding'), datcollate FROM pg_database WHERE datname = current_database()")),
                () -> assertThrows(IllegalStateException.class, () -> server.query(other, "SELECT * FROM t")),
                () -> assertTrue(
                        server.url(one).endsWith(":" + server.port() + "/" + one + "?user=sluice"), server.url(one)));
    }

    @ParameterizedTest
    @EnumSource(PrivatePostgres.Stop.class)
    void keeps_its_rows_and_its_port_when_it_is_restarted(PrivatePostgres.Stop how) {
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"))) {
            int port = server.port();
            server.query("CREATE TABLE t (n int); INSERT INTO t VALUES (7)");
            server.restart(how);
            assertEquals("7", server.query("SELECT n FROM t"));
            assertEquals(port, server.port());
            server.stop(how);
            assertThrows(IllegalStateException.class, () -> server.query("SELECT 1"));
        }
    }

    @Test
    void takes_settings_and_changes_them_while_it_runs() {
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("log_statement", "all", "max_connections", "17"))) {
            long before = server.statements();
            assertEquals("17", server.query("SHOW max_connections"));
            server.set("work_mem", "5MB");
            assertEquals("5MB", server.query("SHOW work_mem"));
            assertEquals(before, server.statements());
        }
    }

    @Test
    void has_users_that_need_a_password() {
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"))) {
            server.createUser("bot", "secret");
            String as = "postgres user=bot password=";
            assertEquals("bot", server.query(as + "secret", "SELECT current_user"));
            assertThrows(IllegalStateException.class, () -> server.query(as + "guess", "SELECT 1"));
        }
    }

    @Test
    void counts_statements_only_when_they_are_logged() {
        assertThrows(IllegalStateException.class, () -> PrivatePostgres.shared().statements());
    }

    @Test
    void a_synchronous_standby_has_what_was_confirmed_and_takes_over() {
        try (PrivatePostgres first = PrivatePostgres.start(Map.of("fsync", "off"));
                PrivatePostgres standby = first.standby(true)) {
            first.query("CREATE TABLE t (n int); INSERT INTO t VALUES (7)");
            assertThrows(IllegalStateException.class, () -> standby.query("INSERT INTO t VALUES (8)"));
            first.stop(PrivatePostgres.Stop.KILL);
            standby.promote();
            try (PrivatePostgres next = standby.standby(true)) {
                standby.query("SET synchronous_commit = remote_apply; INSERT INTO t VALUES (8)");
                assertEquals("7\n8", next.query("SELECT n FROM t ORDER BY n"));
            }
            standby.query("SET synchronous_commit = local; INSERT INTO t VALUES (9)");
        }
    }

    @Test
    void an_asynchronous_standby_follows_too() {
        try (PrivatePostgres first = PrivatePostgres.start(Map.of("fsync", "off"));
                PrivatePostgres standby = first.standby(false)) {
            assertEquals("async", first.query("SELECT sync_state FROM pg_stat_replication"));
            assertEquals("t|off", standby.query("SELECT pg_is_in_recovery(), current_setting('fsync')"));
        }
    }

    @Test
    void takes_encrypted_connections_with_the_certificate_it_is_given(@TempDir Path dir) throws IOException {
        // Its own programs run as another user.
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        CertificateAuthority authority = CertificateAuthority.create(dir);
        ServerCertificate right = authority.issueFor("dns:localhost");
        ServerCertificate wrong = authority.issueFor("dns:db.example");
        try (PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"))) {
            String verified = "postgres host=localhost sslmode=verify-full sslrootcert=" + authority.pem();
            assertThrows(IllegalStateException.class, () -> server.query(verified, "SELECT 1"));
            server.encrypt(right);
            assertEquals("t", server.query(verified, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
            server.encrypt(wrong);
            assertThrows(IllegalStateException.class, () -> server.query(verified, "SELECT 1"));
            assertEquals("1", server.query("SELECT 1"));
        }
    }

    @Test
    void leaves_nothing_behind() throws IOException {
        PrivatePostgres server = PrivatePostgres.start(Map.of("fsync", "off"));
        Path data = Path.of(server.query("SHOW data_directory"));
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        assertTrue(ProcessHandle.of(pid).isPresent());
        server.close();
        assertFalse(Files.exists(data.getParent()));
        assertTrue(ProcessHandle.of(pid).isEmpty());
    }
}
