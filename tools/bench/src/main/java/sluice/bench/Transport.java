package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;
import sluice.testkit.server.CertificateAuthority;
import sluice.testkit.server.ServerCertificate;

/** How the bots reach the server, with a certificate made for the run. Closing it removes the certificate. */
final class Transport implements AutoCloseable {

    enum Protocol {
        HTTPS("https"),
        HTTP("http"),
        HTTP2("https with HTTP/2");

        private final String label;

        Protocol(String label) {
            this.label = label;
        }

        /** Takes the option out of the arguments, where there is one. */
        static Protocol take(List<String> args) {
            if (args.remove("--http")) {
                return HTTP;
            }
            return args.remove("--http2") ? HTTP2 : HTTPS;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private final Protocol protocol;
    private final Path dir;
    private final CertificateAuthority authority;
    private final ServerCertificate certificate;

    Transport(Protocol protocol) throws IOException {
        this.protocol = protocol;
        dir = Files.createTempDirectory("sluice-bench-tls-");
        authority = CertificateAuthority.create(dir);
        certificate = authority.issue();
    }

    Simulator start(SimulatorOptions options) {
        return Simulator.start(protocol == Protocol.HTTPS ? options.withTls(certificate.context()) : options);
    }

    /** What stands between the bots and a server that runs: the server itself speaks HTTP/1.1 only. */
    Optional<Nginx> proxy(Simulator server) throws IOException {
        return protocol == Protocol.HTTP2
                ? Optional.of(new Nginx(dir, certificate.pem(), server.uri().getPort()))
                : Optional.empty();
    }

    /** With which a JVM trusts the certificate. */
    List<String> javaOptions() {
        return protocol == Protocol.HTTP ? List.of() : List.of("-Djavax.net.ssl.trustStore=" + authority.trustStore());
    }

    /** With which Node.js trusts the certificate. */
    Map<String, String> nodeEnvironment() {
        return protocol == Protocol.HTTP
                ? Map.of()
                : Map.of("NODE_EXTRA_CA_CERTS", authority.pem().toString());
    }

    @Override
    public String toString() {
        return protocol.toString();
    }

    @Override
    public void close() throws IOException {
        Run.delete(dir);
    }
}
