package sluice.testkit.server;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** Keys and certificates as text. */
final class Pem {
    private Pem() {}

    static String of(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    static String of(Certificate... certificates) throws CertificateEncodingException {
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : certificates) {
            text.append(text("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    private static String text(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
