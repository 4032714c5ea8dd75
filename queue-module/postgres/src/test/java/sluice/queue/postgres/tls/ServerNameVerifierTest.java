package sluice.queue.postgres.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;
import sluice.testkit.server.CertificateAuthority;
import sluice.testkit.server.PrivatePostgres;

/** {@code sslmode=verify-full} against a server of PostgreSQL with one certificate after another. */
class ServerNameVerifierTest {

    @TempDir
    static Path dir;

    private static PrivatePostgres server;
    private static CertificateAuthority authority;

    @BeforeAll
    static void start() {
        PrivatePostgres.require();
        authority = CertificateAuthority.create(dir);
        server = PrivatePostgres.start(Map.of("fsync", "off"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest(name = "CN={0}, {1}: {2} is {3}")
    @CsvSource({
        "a database, dns:localhost,    localhost, taken",
        "a database, dns:LOCALHOST,    localhost, taken",
        "a database, ip:127.0.0.1,     127.0.0.1, taken",
        "localhost,  dns:db.example,   localhost, refused",
        "localhost,  '',               localhost, refused",
        "a database, dns:*.localhost,  localhost, refused",
        "a database, dns:localhost,    127.0.0.1, refused",
        "a database, ip:127.0.0.1,     localhost, refused",
    })
    void takes_the_host_only_from_the_alternative_names(String commonName, String names, String host, String expected) {
        server.encrypt(names.isEmpty() ? authority.issueTo(commonName) : authority.issueTo(commonName, names));
        assertEquals(expected, connect(host, authority.pem()));
    }

    @Test
    void refuses_another_authority(@TempDir Path other) {
        server.encrypt(CertificateAuthority.create(other).issueFor("dns:localhost"));
        String answer = connect("localhost", authority.pem());
        assertTrue(answer.contains("PKIX"), answer);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "*.db.example, one.db.example,  true",
        "*.db.example, ONE.DB.example,  true",
        "*.db.example, a.one.db.example,false",
        "*.db.example, db.example,      false",
        "*.db.example, .db.example,     false",
        "*,            localhost,       false",
        "xn--bcher-kva.example, b\u00fccher.example, true",
        "db.example,   db.example.org,  false",
    })
    void a_star_stands_for_one_label(String pattern, String host, boolean expected) {
        assertEquals(expected, ServerNameVerifier.matchesName(pattern, host));
    }

    private static String connect(String host, Path root) {
        Properties properties = new Properties();
        properties.put("user", PrivatePostgres.USER);
        properties.put("sslmode", "verify-full");
        properties.put("sslrootcert", root.toString());
        properties.put("sslhostnameverifier", ServerNameVerifier.class.getName());
        String url = "jdbc:postgresql://" + host + ":" + server.port() + "/postgres";
        try (Connection connection = new Driver().connect(url, properties);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return "taken";
        } catch (SQLException e) {
            return e.getMessage().contains("could not be verified") ? "refused" : e.getMessage();
        }
    }
}
