package sluice.web.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/**
 * The limits on what clients may take up of one server.
 *
 * @param exchanges requests being read or answered; beyond this, the one that has waited longest for its client is ended
 * @param working requests being answered by a page; others wait for {@code workWait}, then get 503
 * @param bodyBytes size of a body
 * @param workWait how long a request waits for a page
 */
record Limits(int exchanges, int working, int bodyBytes, Duration workWait) {

    /** Of a request without its body, in bytes. */
    private static final int HEAD_BYTES = 16 << 10;

    /** Silent ones cost less than 1 KB each, and each a file. */
    private static final int CONNECTIONS = 12_000;

    /** The limits that the JDK has for all of its HTTP servers in a process. Times without a unit are seconds. */
    private static final Map<String, Object> PROPERTIES = Map.of(
            "sun.net.httpserver.maxReqHeaderSize", HEAD_BYTES,
            "sun.net.httpserver.maxReqHeaders", 100,
            "sun.net.httpserver.maxReqTime", 10,
            // The whole answer, and it may be a large file over a slow line. Who takes nothing is ended before when
            // others need the place.
            "sun.net.httpserver.maxRspTime", 3600,
            "sun.net.httpserver.idleInterval", 30,
            // How often it looks for those, in milliseconds.
            "sun.net.httpserver.clockTick", 1000,
            "sun.net.httpserver.maxIdleConnections", 64,
            // A connection that is closed with bytes unread loses the answer that is on its way.
            "sun.net.httpserver.drainAmount", 256 << 10,
            "sun.net.httpserver.nodelay", true);

    static Limits defaults() {
        return new Limits(128, 16, 128 << 10, Duration.ofSeconds(5));
    }

    /** Sets what the server reads once, when its classes are loaded. What is set already stays. */
    static void setProperties() {
        PROPERTIES.forEach(Limits::setProperty);
        setProperty("jdk.httpserver.maxConnections", Math.min(CONNECTIONS, files() / 4 * 3));
    }

    private static void setProperty(String name, Object value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value.toString());
        }
    }

    /** With no file left, the server could not accept, and what is worse, the store could not write: some are left for them. */
    private static int files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
                : Integer.MAX_VALUE;
    }
}
