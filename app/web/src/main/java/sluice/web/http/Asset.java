package sluice.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/** A file that comes with the program. It is read whenever it is asked for and not kept: browsers keep it. */
final class Asset implements Page {

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    private final String name;
    private final String type;

    Asset(String name) {
        this.name = name;
        this.type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("no media type is known for " + name);
        }
    }

    @Override
    public Response answer(Request request) throws IOException {
        byte[] bytes = read();
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
        Response whole = Response.bytes(type, bytes);
        Response answer = request.header("If-None-Match").filter(tag::equals).isPresent() ? Response.none(304) : whole;
        return answer.with("ETag", tag).with("Cache-Control", "no-cache");
    }

    private byte[] read() throws IOException {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks its file " + name);
            }
            return in.readAllBytes();
        }
    }
}
