package sluice.app.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Where requests go.
 *
 * @param uri its address, for whoever chooses a proxy
 * @param tls whether the connection is encrypted
 * @param host a name or an address, without brackets
 * @param port its port
 * @param authority host and port as they stand in a request
 * @param path what every path begins with, without a slash at its end
 */
record Server(URI uri, boolean tls, String host, int port, String authority, String path) {

    /** What stands in a path as it is (RFC 3986, {@code pchar} and the slash). */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/%";

    static Server of(URI uri) {
        boolean tls = "https".equals(uri.getScheme());
        String host = uri.getHost();
        int usual = tls ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return new Server(
                uri,
                tls,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                port == usual ? host : host + ":" + port,
                uri.getRawPath());
    }

    /** What a request is for, as its first line says it; a proxy that passes on a request that it can read wants all of the address. */
    String target(String rest, boolean whole) {
        return (whole ? "http://" + authority : "") + escape(path + rest);
    }

    /** A token from a file may be anything; a line break in it must not become one in a request. */
    private static String escape(String path) {
        if (path.chars().allMatch(Server::isPlain)) {
            return path;
        }
        StringBuilder escaped = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
