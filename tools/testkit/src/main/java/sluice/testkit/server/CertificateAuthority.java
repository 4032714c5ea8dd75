package sluice.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate authority for tests and load runs, which issues certificates for servers on this machine: valid ones, and
 * ones that a client must refuse. Another authority's certificate is one of an unknown issuer.
 *
 * <p>Keys and certificates are made by the {@code keytool} of the running Java, which takes about a second each; they are
 * elliptic (P-256) and valid for 30 days. Nothing in them is a secret.
 *
 * <p>All methods throw {@link UncheckedIOException} when a file cannot be read or written, and
 * {@link IllegalStateException}, with what it said, when keytool fails. This class is thread-safe.
 */
public final class CertificateAuthority {
    static final String PASSWORD = "changeit";

    private static final String ALIAS = "authority";
    private static final int DAYS = 30;

    private final Path dir;
    private final Path keys;
    private final X509Certificate certificate;
    private int issued;

    private CertificateAuthority(Path dir) throws IOException, GeneralSecurityException {
        this.dir = Files.createDirectories(dir).toAbsolutePath();
        keys = this.dir.resolve("keys.p12");
        // A name of its own: to a client that trusts another authority the issuer is unknown, not forged.
        keytool(
                ALIAS,
                "CN=Authority " + UUID.randomUUID(),
                DAYS,
                List.of("-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign"));
        certificate = (X509Certificate) keys().getCertificate(ALIAS);
        Files.writeString(pem(), Pem.of(certificate));
        writeTrustStore();
    }

    /**
     * Makes an authority with a new key.
     *
     * @param dir where its files are kept; made when it is not there, without another authority's files in it
     */
    public static CertificateAuthority create(Path dir) {
        return checked(() -> new CertificateAuthority(dir));
    }

    // for clients

    /**
     * {@return the file for {@code -Djavax.net.ssl.trustStore} of a JVM: the authorities that Java trusts, and this one;
     * PKCS12 without a password, as Java's own} An absolute path.
     */
    public Path trustStore() {
        return dir.resolve("trust.p12");
    }

    /** {@return this authority's certificate as PEM, for other clients; an absolute path} */
    public Path pem() {
        return dir.resolve("authority.pem");
    }

    /** {@return a trust manager that trusts this authority only} */
    public X509TrustManager trustManager() {
        return checked(() -> {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(ALIAS, certificate);
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return (X509TrustManager) factory.getTrustManagers()[0];
        });
    }

    /** {@return an SSL context for clients in this JVM, which then trust this authority only} */
    public SSLContext clientContext() {
        return checked(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trustManager()}, null);
            return context;
        });
    }

    // for servers

    /** {@return a valid certificate for {@code localhost} and 127.0.0.1} */
    public ServerCertificate issue() {
        return issueFor("dns:localhost", "ip:127.0.0.1");
    }

    /**
     * {@return a valid certificate for these hosts}
     *
     * @param names at least one, each {@code dns:NAME} or {@code ip:ADDRESS}
     */
    public ServerCertificate issueFor(String... names) {
        return issueTo("a server", names);
    }

    /**
     * {@return a valid certificate with a common name (CN) of its own} Most clients look only at the alternative names; Java's own
     * look at the common name where there are none.
     *
     * @param names each {@code dns:NAME} or {@code ip:ADDRESS}; with none it has no alternative names
     */
    public ServerCertificate issueTo(String commonName, String... names) {
        List<String> alternatives = names.length == 0 ? List.of() : List.of("-ext", "san=" + String.join(",", names));
        return issue("CN=" + commonName, DAYS, alternatives);
    }

    /** {@return a certificate for {@code localhost} and 127.0.0.1 that expired days ago} */
    public ServerCertificate issueExpired() {
        return issue("CN=a server", 1, List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-startdate", "-10d"));
    }

    private synchronized ServerCertificate issue(String subject, int days, List<String> options) {
        return checked(() -> {
            issued++;
            String alias = "server-" + issued;
            keytool(
                    alias,
                    subject,
                    days,
                    Stream.concat(options.stream(), Stream.of("-signer", ALIAS)).toList());
            return ServerCertificate.of(keys(), alias, dir.resolve(alias + ".pem"));
        });
    }

    private void keytool(String alias, String subject, int days, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                subject,
                "-validity",
                Integer.toString(days)));
        command.addAll(Arrays.asList(
                "-keyalg", "EC", "-groupname", "secp256r1", "-keystore", keys.toString(), "-storepass", PASSWORD));
        command.addAll(options);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = keytool.inputReader().readAllAsString();
        int code = keytool.onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException("keytool ended with " + code + ": " + said);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    }

    static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Java's own authorities stay in it: a client that reads them all takes the memory that it takes in real life. */
    private void writeTrustStore() throws IOException, GeneralSecurityException {
        Path java = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        KeyStore known = KeyStore.getInstance(java.toFile(), (char[]) null);
        KeyStore trusted = empty();
        for (String alias : Collections.list(known.aliases())) {
            trusted.setCertificateEntry(alias, known.getCertificate(alias));
        }
        trusted.setCertificateEntry(ALIAS, certificate);
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trusted.store(out, null);
        }
    }

    private interface Action<T> {
        T run() throws IOException, GeneralSecurityException;
    }

    private static <T> T checked(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks what TLS needs", e);
        }
    }
}
