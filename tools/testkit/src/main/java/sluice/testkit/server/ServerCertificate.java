package sluice.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate with its key, issued by a {@link CertificateAuthority}.
 *
 * @param context for servers in this JVM
 * @param pem for other servers: the key, the certificate and its issuer's, in one file; an absolute path
 */
public record ServerCertificate(SSLContext context, Path pem) {

    static ServerCertificate of(KeyStore keys, String alias, Path pem) throws IOException, GeneralSecurityException {
        char[] password = CertificateAuthority.PASSWORD.toCharArray();
        PrivateKey key = (PrivateKey) keys.getKey(alias, password);
        Certificate[] chain = keys.getCertificateChain(alias);
        // By itself, so that no other certificate is chosen.
        KeyStore own = CertificateAuthority.empty();
        own.setKeyEntry(alias, key, password, chain);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        Files.writeString(pem, Pem.of(key) + Pem.of(chain));
        return new ServerCertificate(context, pem);
    }
}
