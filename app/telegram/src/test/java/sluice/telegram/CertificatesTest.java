package sluice.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;
import sluice.testkit.server.CertificateAuthority;
import sluice.testkit.server.ServerCertificate;

/** Whom the bot trusts: what the JVM trusts, for the name in the address, and nobody else. */
class CertificatesTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @TempDir
    static Path dir;

    private static CertificateAuthority authority;

    @BeforeAll
    static void makeAuthority() {
        authority = CertificateAuthority.create(dir.resolve("ours"));
    }

    @AfterEach
    void forget() {
        System.clearProperty(TRUST_STORE);
    }

    private static String copyOver(ServerCertificate certificate, int expectedCalls) {
        try (Simulator telegram = Simulator.start(SimulatorOptions.defaults().withTls(certificate.context()))) {
            telegram.channel(-100, "to");
            telegram.channel(-200, "from");
            telegram.post(-200, "text");
            // By the name, which is what a certificate with a common name only is for.
            URI byName = URI.create("https://localhost:" + telegram.uri().getPort());
            try (BotApi api = TelegramFixture.api(byName, telegram.token(), new HandTimeline())) {
                String outcome = TelegramFixture.copy(api, 1);
                assertEquals(expectedCalls, telegram.calls().size());
                return outcome;
            }
        }
    }

    @Test
    void a_certificate_of_a_trusted_authority_for_the_host_is_taken() {
        System.setProperty(TRUST_STORE, authority.trustStore().toString());
        assertEquals("sent [1]", copyOver(authority.issue(), 1));
    }

    static Stream<Named<Function<CertificateAuthority, ServerCertificate>>> wrong() {
        return Stream.of(
                Named.of("for another host", ours -> ours.issueFor("dns:other.example", "ip:127.0.0.1")),
                Named.of("expired", CertificateAuthority::issueExpired),
                Named.of("with the host as common name only", (CertificateAuthority some) -> some.issueTo("localhost")),
                Named.of(
                        "of an unknown authority",
                        _ -> CertificateAuthority.create(dir.resolve("theirs")).issue()));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void any_other_certificate_is_refused_and_nothing_is_sent(
            Function<CertificateAuthority, ServerCertificate> certificate) {
        System.setProperty(TRUST_STORE, authority.trustStore().toString());
        assertEquals("try again", copyOver(certificate.apply(authority), 0));
    }
}
