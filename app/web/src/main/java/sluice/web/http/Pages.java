package sluice.web.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import sluice.api.Bounded;

/**
 * The table of what is served. Filled before the server starts and not changed afterwards.
 *
 * <p>A path that ends in a slash serves everything below it, except for {@code /} alone, which is one page. The longest path wins.
 */
public final class Pages {

    /** The pages of one path, by method. */
    record Entry(String path, Map<String, Page> byMethod, boolean open) {

        /** The methods that a client is told of when it uses another. */
        String allowed() {
            return String.join(", ", byMethod.keySet()).replace("GET", "GET, HEAD");
        }
    }

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    @Bounded("one for each path that the code names")
    private final Map<String, Entry> entries = new HashMap<>();

    /** Serves GET and HEAD of a path to those who may see it. */
    public Pages get(String path, Page page) {
        return add(path, "GET", page, false);
    }

    /** Serves POST of a path: what our own pages send. */
    public Pages post(String path, Page page) {
        return add(path, "POST", page, false);
    }

    /**
     * Serves a file that comes with the program and tells nothing of the bot: style, script, icon. Also to those who have not logged in.
     *
     * @param path its path; the file is the resource of the same name beside this class
     */
    public Pages asset(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        requireNonNull(type, () -> "no media type is known for " + path);
        return open("GET", path, request -> asset(request, path.substring(1), type));
    }

    /** It is read whenever it is asked for and not kept: browsers keep it. */
    private static Response asset(Request request, String name, String type) throws IOException {
        byte[] bytes;
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            bytes = requireNonNull(in, () -> "the program lacks its file " + name)
                    .readAllBytes();
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
        boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
        Response answer = known ? Response.none(304) : Response.bytes(type, bytes);
        return answer.with("ETag", tag).with("Cache-Control", "no-cache");
    }

    /** Serves GET or POST of a path to everybody, also to those who have not logged in. */
    public Pages open(String method, String path, Page page) {
        return add(path, method, page, true);
    }

    private Pages add(String path, String method, Page page, boolean open) {
        requireNonNull(page, "page");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with a slash: " + path);
        }
        Entry entry = entries.computeIfAbsent(path, _ -> new Entry(path, new TreeMap<>(), open));
        if (entry.open() != open || entry.byMethod().putIfAbsent(method, page) != null) {
            throw new IllegalArgumentException(method + " " + path + " is served already");
        }
        return this;
    }

    /** The pages at a path. */
    Optional<Entry> at(String path) {
        Entry exact = entries.get(path);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Entry above = entries.get(path.substring(0, slash + 1));
            if (above != null) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }
}
