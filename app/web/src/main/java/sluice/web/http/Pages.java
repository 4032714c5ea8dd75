package sluice.web.http;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    @Bounded("one for each path that the code names")
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * Serves a page to those who may see it.
     *
     * @param path its path
     * @param page answers GET, and HEAD
     * @return this table
     */
    public Pages get(String path, Page page) {
        return add(path, "GET", page, false);
    }

    /**
     * Adds a page for what our own pages send.
     *
     * @param path its path
     * @param page answers POST
     * @return this table
     */
    public Pages post(String path, Page page) {
        return add(path, "POST", page, false);
    }

    /**
     * Serves a file that comes with the program and tells nothing of the bot: style, script, icon. Also to those who have not logged in.
     *
     * @param path its path; the file is the resource of the same name beside this class
     * @return this table
     */
    public Pages asset(String path) {
        return open("GET", path, new Asset(path.substring(1)));
    }

    /**
     * Serves a page to everybody, also to those who have not logged in.
     *
     * @param method GET or POST
     * @param path its path
     * @param page answers
     * @return this table
     */
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
