package sluice.web.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sluice.api.Bounded;

/**
 * The host names by which the server may be asked. Where no token is needed, a web page of anybody could have its own name resolve to this
 * machine, and its script would then be taken for one of ours: so only names that nobody else can have are answered.
 */
final class Hosts {

    @Bounded("what this machine is called")
    private final Set<String> names;

    private final BooleanSupplier every;

    /**
     * Names of the server.
     *
     * @param every tells whether every name is good, since a token is needed
     * @param bind what it is bound to, as configured
     * @param address what that turned out to be
     */
    Hosts(BooleanSupplier every, String bind, InetAddress address) {
        this.every = every;
        this.names = Set.copyOf(List.of("localhost", "127.0.0.1", "::1", bare(bind), bare(address.getHostAddress())));
    }

    /** Throws {@link Refused} when a request calls the server by another name, or by none. */
    void check(RequestHead head, RequestTarget target) {
        Optional<String> host = head.header("host");
        if (host.isEmpty() && head.modern()) {
            throw new Refused(400, "a request of HTTP/1.1 says for whom it is, Host");
        }
        if (every.getAsBoolean()) {
            return;
        }
        if (!host.map(this::isOurs).orElse(true)
                || !target.host().map(this::isOurs).orElse(true)) {
            throw new Refused(
                    421,
                    "without http.token this server answers to localhost, 127.0.0.1 and [::1] only; for another name set a token");
        }
    }

    private boolean isOurs(String host) {
        return names.contains(bare(withoutPort(host)));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']')
                && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return port ? host.substring(0, colon) : host;
    }

    private static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
