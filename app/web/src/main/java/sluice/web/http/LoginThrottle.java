package sluice.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.base.collection.BoundedMap;
import sluice.base.time.Timeline;

/** Counts wrong tokens by the address that they come from. This class is thread-safe. */
final class LoginThrottle {

    /** Wrong tokens that an address may send within {@link #WINDOW}. */
    static final int ALLOWED = 5;

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Addresses remembered; the one seen longest ago is forgotten first. */
    static final int ADDRESSES = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LoginThrottle.class);
    private static final int NETWORK_BYTES = 8;

    /** The outcome of a try; with the time to wait when the address is locked out. */
    record Outcome(boolean right, Optional<Duration> pause) {}

    private final Timeline timeline;

    @Bounded("ADDRESSES, each with ALLOWED moments")
    private final Map<String, Deque<Instant>> wrong = BoundedMap.byUse(ADDRESSES);

    LoginThrottle(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Lets somebody try; {@code right}, whether the token is right, is not asked while the address is locked out. */
    synchronized Outcome attempt(InetAddress from, BooleanSupplier right) {
        Instant now = timeline.now();
        String network = network(from);
        Deque<Instant> recent = wrong.getOrDefault(network, new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
        if (recent.size() >= ALLOWED) {
            return new Outcome(
                    false, Optional.of(Duration.between(now, recent.peekFirst().plus(WINDOW))));
        }
        if (right.getAsBoolean()) {
            return new Outcome(true, Optional.empty());
        }
        recent.addLast(now);
        wrong.put(network, recent);
        if (recent.size() == ALLOWED) {
            LOG.warn(
                    "{} wrong HTTP tokens from {} within a minute; it is refused for a while",
                    ALLOWED,
                    from.getHostAddress());
        }
        return new Outcome(false, Optional.empty());
    }

    /** One sender; with IPv6 everybody has a whole network. */
    private static String network(InetAddress from) {
        byte[] address = from.getAddress();
        return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
