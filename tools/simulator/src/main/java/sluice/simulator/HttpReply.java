package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A complete answer: status, content type, body. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpReply(int status, String contentType, byte[] body) {

    private static final String JSON = "application/json";
    private static final byte[] OK_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ".getBytes(StandardCharsets.US_ASCII);

    static final HttpReply NOT_FOUND = error(new ApiError(404, "Not Found"));

    static HttpReply result(JsonNode result) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ok", true);
        body.set("result", result);
        return new HttpReply(200, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply json(int status, byte[] body) {
        return new HttpReply(status, JSON, body);
    }

    static HttpReply error(ApiError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ok", false);
        body.put("error_code", error.code());
        body.put("description", error.getMessage());
        if (!error.parameters().isEmpty()) {
            body.set("parameters", error.parameters());
        }
        return new HttpReply(error.code(), JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] head(int contentLength, boolean keepAlive) {
        String end = contentLength + "\r\nConnection: " + (keepAlive ? "keep-alive" : "close") + "\r\n\r\n";
        if (status == 200 && contentType.equals(JSON)) {
            byte[] tail = end.getBytes(StandardCharsets.US_ASCII);
            byte[] head = new byte[OK_HEAD.length + tail.length];
            System.arraycopy(OK_HEAD, 0, head, 0, OK_HEAD.length);
            System.arraycopy(tail, 0, head, OK_HEAD.length, tail.length);
            return head;
        }
        String head = "HTTP/1.1 " + status + " " + reason() + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + end;
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /** One write for head and body, so that a small answer is one packet. */
    void writeTo(OutputStream out, boolean keepAlive) throws IOException {
        byte[] head = head(body.length, keepAlive);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        out.write(all);
        out.flush();
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 413 -> "Request Entity Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            default -> "Status";
        };
    }
}
