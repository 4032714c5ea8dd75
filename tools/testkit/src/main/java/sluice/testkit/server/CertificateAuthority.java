package sluice.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority for tests, made by the JDK's {@code keytool} in a folder of the test. */
public final class CertificateAuthority {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;
    private int issued;

    /**
     * A server's certificate as PEM files.
     *
     * @param chain the certificate and the authority's
     * @param key the private key, without a password
     */
    public record Certificate(Path chain, Path key) {}

    /** A new authority, with a root certificate that no other has. */
    public CertificateAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        keytool("-genkeypair", "-alias", "root", "-dname", "CN=Authority of a test", "-ext", "bc:c");
        write(root(), pem("root"));
    }

    /** The root certificate as a PEM file, for a client that trusts this authority. */
    public Path root() {
        return folder.resolve("root.crt");
    }

    /**
     * Issues a certificate.
     *
     * @param commonName the subject's CN
     * @param alternativeNames what it is for, such as {@code dns:localhost} and {@code ip:127.0.0.1}; with none it has no such
     *     names
     */
    public Certificate issue(String commonName, String... alternativeNames) {
        String alias = "server" + ++issued;
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + commonName, "-signer", "root"));
        if (alternativeNames.length > 0) {
            arguments.addAll(List.of("-ext", "san=" + String.join(",", alternativeNames)));
        }
        keytool(arguments.toArray(String[]::new));
        Certificate certificate = new Certificate(folder.resolve(alias + ".crt"), folder.resolve(alias + ".key"));
        write(certificate.chain(), pem(alias));
        write(certificate.key(), key(alias));
        return certificate;
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keyalg", "EC", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    private String pem(String alias) {
        try {
            StringBuilder pem = new StringBuilder();
            for (java.security.cert.Certificate certificate : load().getCertificateChain(alias)) {
                pem.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return pem.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String key(String alias) {
        try {
            return pem(
                    "PRIVATE KEY", load().getKey(alias, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, PASSWORD.toCharArray());
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
