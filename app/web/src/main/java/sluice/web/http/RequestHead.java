package sluice.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request without its body, as it was sent.
 *
 * @param method the method, capital letters
 * @param target what stands behind it, not decoded
 * @param modern whether it is HTTP/1.1, else HTTP/1.0
 * @param headers the first value of each, its name in lower case
 */
record RequestHead(String method, String target, boolean modern, Map<String, String> headers) {

    /** Twice, these could be understood in two ways by us and by a proxy before us. */
    private static final Set<String> ONCE = Set.of(
            "host", "content-length", "transfer-encoding", "authorization", "cookie", "origin", "sec-fetch-site");

    RequestHead {
        headers = Map.copyOf(headers);
    }

    /** Takes it from the server, which lets more pass than is good; throws {@link Refused} when it is not HTTP/1. */
    static RequestHead of(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.matches("[A-Z]{1,16}")) {
            throw new Refused(400, "the first line is not one of HTTP");
        }
        String version = exchange.getProtocol();
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw version.startsWith("HTTP/")
                    ? new Refused(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
                    : new Refused(400, "the first line is not one of HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> add(name.toLowerCase(Locale.ROOT), values, headers));
        return new RequestHead(method, exchange.getRequestURI().toString(), version.endsWith("1"), headers);
    }

    private static void add(String name, List<String> values, Map<String, String> headers) {
        if (values.size() > 1 && ONCE.contains(name)) {
            throw new Refused(400, "a header that may be there once is there twice");
        }
        String value = values.getFirst();
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new Refused(400, "a header holds control characters");
        }
        headers.put(name, value);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The number of body bytes that follow; throws {@link Refused} when that cannot be told, or there are more than allowed. */
    int bodyLength(int limit) {
        if (headers.containsKey("transfer-encoding")) {
            throw new Refused(411, "a body needs its length, Content-Length");
        }
        String length = header("content-length").orElse("0");
        if (!length.matches("[0-9]+")) {
            throw new Refused(400, "Content-Length is not a number");
        }
        if (length.length() > 9 || Integer.parseInt(length) > limit) {
            throw new Refused(413, "the body is larger than " + limit + " bytes");
        }
        return Integer.parseInt(length);
    }
}
