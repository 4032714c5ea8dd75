package sluice.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer. What every answer carries (access, caching, content policy) is added by the server.
 *
 * @param length the number of bytes in the body; empty when that shows at its end only
 */
public record Response(int status, Map<String, String> headers, OptionalLong length, Body body) {

    /** The body that is sent behind the headers. */
    @FunctionalInterface
    public interface Body {

        /**
         * Writes it. Called once, on the thread of the request, and not for a {@code HEAD}.
         *
         * @param out where to; buffered, not to be closed
         * @throws IOException when it cannot be read or written; the sender sees that the answer is cut off
         */
        void write(OutputStream out) throws IOException;
    }

    private static final String UTF8 = "; charset=utf-8";

    /** Takes a copy. */
    public Response {
        headers = Map.copyOf(headers);
    }

    /** Plain text, usually with a line end. */
    public static Response text(int status, String body) {
        return of(status, "text/plain" + UTF8, body.getBytes(UTF_8));
    }

    /** JSON, with status 200. */
    public static Response json(String body) {
        return of(200, "application/json" + UTF8, body.getBytes(UTF_8));
    }

    /** A page for a browser, with status 200; see {@link Html}. */
    public static Response html(String page) {
        return of(200, "text/html" + UTF8, page.getBytes(UTF_8));
    }

    /** Bytes of a media type, which are not copied, with status 200. */
    public static Response bytes(String type, byte[] body) {
        return of(200, type, body);
    }

    /**
     * A file, sent as it is read; only a part of it, when the request asks for one. Players of sound and video do, and some play nothing
     * without.
     *
     * @param file where it is; the caller has made sure that it may be seen
     * @param attachmentName under which name a browser keeps it; empty when it is to be shown
     * @return the answer, status 200, or 206 with a part; 404 when the file is not there, 416 when it has not the part
     * @throws IOException when it is there and cannot be looked at
     */
    public static Response file(Request request, Path file, String type, Optional<String> attachmentName)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            return text(404, "the file is not there any more\n");
        }
        long size = Files.size(file);
        Optional<ByteRange> asked = ByteRange.of(request, size);
        ByteRange part = asked.orElse(new ByteRange(0, size));
        if (asked.isPresent() && part.length() == 0) {
            return text(416, "the file has " + size + " bytes\n").with("Content-Range", part.of(size));
        }
        Response answer = new Response(
                        asked.isPresent() ? 206 : 200,
                        typed(type, attachmentName),
                        OptionalLong.of(part.length()),
                        out -> copy(file, part, out))
                .with("Accept-Ranges", "bytes");
        return asked.isPresent() ? answer.with("Content-Range", part.of(size)) : answer;
    }

    private static void copy(Path file, ByteRange part, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(part.first());
            byte[] piece = new byte[ExchangeHandler.PIECE];
            for (long left = part.length(); left > 0; ) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    return;
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
    }

    /**
     * A body that is made while it is sent; its size need not be known.
     *
     * @param attachmentName under which name a browser keeps it; empty when it is to be shown
     * @return the answer, status 200
     */
    public static Response stream(String type, Optional<String> attachmentName, Body body) {
        return new Response(200, typed(type, attachmentName), OptionalLong.empty(), requireNonNull(body, "body"));
    }

    /** What was done: a script hears it, as {@code said}; a plain form goes on to a path of ours. */
    public static Response said(Request request, String text, String path) {
        return request.header("Accept").orElse("").contains("application/json")
                ? json(JsonNodeFactory.instance.objectNode().put("said", text).toString())
                : redirect(path);
    }

    /** Sends the browser on to a path of ours, after a form: status 303. */
    public static Response redirect(String to) {
        return text(303, "see " + to + "\n").with("Location", to);
    }

    /** A status that has no body. */
    static Response none(int status) {
        return new Response(status, Map.of(), OptionalLong.of(0), _ -> {});
    }

    /** The answer with one header more, whose value has no line ends. */
    public Response with(String name, String value) {
        if (value.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw new IllegalArgumentException("header " + name + " holds what no header may hold");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, length, body);
    }

    /** The answer of pages that stand below a prefix: where they send the browser on to is below it too. */
    Response below(String prefix) {
        String to = headers.getOrDefault("Location", "");
        return to.startsWith("/") && !prefix.isEmpty() ? redirect(prefix + to) : this;
    }

    /** The answer with another status. */
    Response status(int other) {
        return new Response(other, headers, length, body);
    }

    private static Response of(int status, String type, byte[] body) {
        return new Response(
                status, typed(type, Optional.empty()), OptionalLong.of(body.length), out -> out.write(body));
    }

    private static Map<String, String> typed(String type, Optional<String> attachmentName) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        attachmentName.ifPresent(name -> headers.put(
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A")));
        return headers;
    }
}
