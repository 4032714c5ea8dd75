package sluice.app.telegram;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A request with a file, as {@code multipart/form-data}. What it carries is the bot's own, so that no part can contain the line that
 * ends it.
 *
 * @param bytes the parts so far
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares uploads
record Upload(byte[] bytes) {

    private static final String BOUNDARY = "sluice-part-5f0c2d7e9b1a4c38";

    /** The type of what is sent. */
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    static Upload of() {
        return new Upload(new byte[0]);
    }

    /** With a field of text. */
    Upload field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    /** With a file. */
    Upload file(String name, String fileName, String type, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"\r\nContent-Type: "
                        + type,
                content);
    }

    byte[] body() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes);
        all.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return all.toByteArray();
    }

    private Upload part(String head, byte[] content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes);
        all.writeBytes(ascii("--" + BOUNDARY + "\r\n" + head + "\r\n\r\n"));
        all.writeBytes(content);
        all.writeBytes(ascii("\r\n"));
        return new Upload(all.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
