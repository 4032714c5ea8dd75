package sluice.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    @TempDir
    static Path dir;

    private static CertificateAuthority authority;

    @BeforeAll
    static void create() {
        authority = CertificateAuthority.create(dir);
    }

    @Test
    void the_trust_store_holds_the_authority_beside_those_of_java() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(authority.trustStore().toFile(), (char[]) null);

        assertTrue(trusted.size() > 10, trusted.size() + " authorities");
        assertEquals(
                Files.readString(authority.pem()), Pem.of(trusted.getCertificate("authority")), "the one of the PEM");
    }

    @Test
    void other_servers_get_the_key_and_the_chain_in_one_file() throws IOException {
        String pem = Files.readString(authority.issue().pem());

        assertTrue(pem.startsWith("-----BEGIN PRIVATE KEY-----\n"), pem);
        assertEquals(3, pem.split("-----BEGIN CERTIFICATE-----\n", -1).length, pem);
        assertTrue(pem.endsWith(Files.readString(authority.pem())), pem);
    }
}
