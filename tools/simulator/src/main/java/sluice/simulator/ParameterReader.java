package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Takes the parameters out of the query string and of a JSON, form or multipart body. */
final class ParameterReader {

    private ParameterReader() {}

    static Parameters read(HttpRequest request) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (!request.query().isEmpty()) {
            form(request.query(), fields);
        }
        String type = request.contentType().toLowerCase(Locale.ROOT);
        if (request.body().length == 0) {
            return new Parameters(fields, Map.of());
        }
        if (type.startsWith("application/json")) {
            return new Parameters(json(request.body(), fields), Map.of());
        }
        if (type.startsWith("multipart/form-data")) {
            Map<String, Parameters.Upload> files = new HashMap<>();
            multipart(request, fields, files);
            return new Parameters(fields, files);
        }
        form(new String(request.body(), StandardCharsets.UTF_8), fields);
        return new Parameters(fields, Map.of());
    }

    private static ObjectNode json(byte[] body, ObjectNode fields) {
        try {
            JsonNode parsed = Json.MAPPER.readTree(body);
            if (parsed instanceof ObjectNode object) {
                return fields.isEmpty() ? object : fields.setAll(object);
            }
        } catch (IOException e) {
            throw ApiError.badRequest("can't parse JSON object");
        }
        throw ApiError.badRequest("object expected as JSON");
    }

    private static void form(String text, ObjectNode fields) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("wrong percent-encoding");
        }
    }

    /** Works on ISO 8859-1 text, in which every byte is one character, and so leaves file contents intact. */
    private static void multipart(HttpRequest request, ObjectNode fields, Map<String, Parameters.Upload> files) {
        String mark = attribute(request.contentType(), "boundary");
        if (mark == null) {
            throw ApiError.badRequest("boundary not found");
        }
        String all = new String(request.body(), StandardCharsets.ISO_8859_1);
        int at = all.indexOf("--" + mark);
        while (at >= 0) {
            int start = at + 2 + mark.length();
            int next = all.indexOf("\r\n--" + mark, start);
            int blank = all.indexOf("\r\n\r\n", start);
            if (next < 0 || blank < 0 || blank > next) {
                return;
            }
            String head = all.substring(start, blank);
            byte[] content = all.substring(Math.min(blank + 4, next), next).getBytes(StandardCharsets.ISO_8859_1);
            part(head, content, fields, files);
            at = next + 2;
        }
    }

    private static void part(String head, byte[] content, ObjectNode fields, Map<String, Parameters.Upload> files) {
        String name = attribute(head, "name");
        String file = attribute(head, "filename");
        if (name == null) {
            throw ApiError.badRequest("a part without a name");
        }
        if (file == null) {
            fields.put(utf8(name), new String(content, StandardCharsets.UTF_8));
        } else {
            files.put(utf8(name), new Parameters.Upload(utf8(file), content));
            fields.putObject(utf8(name)).put("file_name", utf8(file)).put("file_size", content.length);
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String attribute(String head, String name) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(name + "=");
        while (at > 0 && " ;\t".indexOf(lower.charAt(at - 1)) < 0) {
            at = lower.indexOf(name + "=", at + 1);
        }
        if (at < 0) {
            return null;
        }
        int start = at + name.length() + 1;
        if (start < head.length() && head.charAt(start) == '"') {
            int end = head.indexOf('"', start + 1);
            return end < 0 ? null : head.substring(start + 1, end);
        }
        int end = start;
        while (end < head.length() && ";\r\n ".indexOf(head.charAt(end)) < 0) {
            end++;
        }
        return head.substring(start, end);
    }
}
