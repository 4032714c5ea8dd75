package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sluice.testkit.server.CertificateAuthority;
import sluice.testkit.server.ServerCertificate;

@Timeout(120)
class TlsTest {
    private static final long CHAT = -1001111111111L;

    @TempDir
    static Path dir;

    private static CertificateAuthority authority;
    private static ServerCertificate certificate;

    @BeforeAll
    static void makeCertificate() {
        authority = CertificateAuthority.create(dir.resolve("one"));
        certificate = authority.issue();
    }

    private static Simulator simulator(ServerCertificate shown) {
        Simulator simulator = Simulator.start(SimulatorOptions.defaults().withTls(shown.context()));
        simulator.channel(CHAT, "Chat");
        return simulator;
    }

    @Test
    void serves_https_and_listens_again() {
        try (Simulator simulator = simulator(certificate);
                Client client = new Client(simulator, authority.clientContext())) {
            URI uri = simulator.uri();
            assertEquals("https", uri.getScheme());
            client.call("sendMessage", "chat_id", CHAT, "text", "x".repeat(4096))
                    .result();
            simulator.stopListening();
            assertThrows(UncheckedIOException.class, () -> client.call("getMe"));
            simulator.resumeListening();
            assertEquals(uri, simulator.uri());
            client.call("sendMessage", "chat_id", CHAT, "text", "again").result();
            assertEquals(2, simulator.delivered(CHAT).size());
        }
    }

    @Test
    void faults_reach_the_client_through_tls() {
        try (Simulator simulator = simulator(certificate);
                Client client = new Client(simulator, authority.clientContext())) {
            simulator.on("sendMessage").answer(Answer.truncated());
            simulator.on("getMe").answer(Answer.trickle(Duration.ofMillis(1)));
            assertThrows(UncheckedIOException.class, () -> client.call("sendMessage", "chat_id", CHAT, "text", "one"));
            client.call("getMe").result();
        }
    }

    @Test
    void a_reset_comes_without_a_word_of_tls() throws IOException {
        try (Simulator simulator = simulator(certificate);
                SSLSocket socket = connect(simulator)) {
            simulator.on("getMe").answer(Answer.reset());
            socket.getOutputStream()
                    .write(("GET /bot" + simulator.token() + "/getMe HTTP/1.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThrows(SocketException.class, () -> socket.getInputStream().readAllBytes());
            assertEquals("TLSv1.3", socket.getSession().getProtocol());
        }
    }

    @Test
    void certificates_that_must_be_refused_are() {
        refused(authority.issueFor("dns:other.example", "ip:192.0.2.1"), authority, "No subject alternative names");
        refused(authority.issueExpired(), authority, "validity check failed");
        refused(certificate, CertificateAuthority.create(dir.resolve("other")), "unable to find valid certification");
    }

    private static void refused(ServerCertificate shown, CertificateAuthority trusted, String why) {
        try (Simulator simulator = simulator(shown);
                Client client = new Client(simulator, trusted.clientContext())) {
            var refusal = assertThrows(UncheckedIOException.class, () -> client.call("getMe"));
            assertInstanceOf(SSLHandshakeException.class, refusal.getCause());
            assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
            assertEquals(0, simulator.count("getMe"));
        }
    }

    @Test
    void a_common_name_stands_without_alternative_names() throws IOException, GeneralSecurityException {
        try (Simulator simulator = simulator(authority.issueTo("localhost"));
                SSLSocket socket = connect(simulator)) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertEquals("CN=localhost", shown.getSubjectX500Principal().getName());
            assertNull(shown.getSubjectAlternativeNames());
        }
    }

    /** Trusts the authority and looks at no name. */
    private static SSLSocket connect(Simulator simulator) throws IOException {
        return (SSLSocket) authority
                .clientContext()
                .getSocketFactory()
                .createSocket("127.0.0.1", simulator.uri().getPort());
    }
}
