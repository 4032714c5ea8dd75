package sluice.queue.postgres.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Accepts a database's certificate that has the host of the URL among its subject alternative names, as RFC 6125 and browsers
 * demand. The driver makes one by the name of this class ({@code sslhostnameverifier}) for {@code sslmode=verify-full}. This class
 * is thread-safe.
 *
 * <p>The driver's own verifier accepts a name that is only in the subject's CN, and needs {@code java.naming}, which the image
 * has not.
 */
public final class ServerNameVerifier implements HostnameVerifier {

    /** RFC 5280's numbers for kinds of alternative names. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** Creates one, for the driver. */
    public ServerNameVerifier() {}

    @Override
    public boolean verify(String host, SSLSession session) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> matches(name, host));
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    private static boolean matches(List<?> name, String host) {
        return switch ((int) name.get(0)) {
            case DNS_NAME -> matchesName((String) name.get(1), host);
            case IP_ADDRESS -> matchesAddress((String) name.get(1), host);
            default -> false;
        };
    }

    /** A leading {@code *} stands for one label, as in {@code *.db.example}. */
    static boolean matchesName(String pattern, String host) {
        String name;
        try {
            name = IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String wanted = pattern.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return name.equals(wanted)
                || (wanted.startsWith("*.") && dot > 0 && name.substring(dot).equals(wanted.substring(1)));
    }

    private static boolean matchesAddress(String address, String host) {
        try {
            return InetAddress.ofLiteral(host).equals(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
