package sluice.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import sluice.api.Bounded;

/** Writes trees, without recursion. No tree of more than 1,000 levels, which Jackson refuses to write. */
final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** An object or array under way, and what of it comes next. */
    private static final class Open {
        final JsonNode node;
        int next;

        Open(JsonNode node) {
            this.node = node;
        }
    }

    private final JsonGenerator to;

    @Bounded("the levels that are written at most")
    private final Deque<Open> open = new ArrayDeque<>();

    private JsonWriter(JsonGenerator to) {
        this.to = to;
    }

    static byte[] bytes(JsonNode root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(0);
        try (JsonGenerator to = FACTORY.createGenerator(out)) {
            new JsonWriter(to).write(root);
        } catch (IOException e) {
            throw JsonException.unwritable(e);
        }
        return out.toByteArray();
    }

    static String text(JsonNode root) {
        StringWriter out = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(out)) {
            new JsonWriter(to).write(root);
        } catch (IOException e) {
            throw JsonException.unwritable(e);
        }
        return out.toString();
    }

    static String pretty(JsonNode root) {
        StringWriter out = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(out)) {
            to.setPrettyPrinter(new DefaultPrettyPrinter());
            new JsonWriter(to).write(root);
        } catch (IOException e) {
            throw JsonException.unwritable(e);
        }
        return out.toString();
    }

    private void write(JsonNode root) throws IOException {
        begin(root);
        while (!open.isEmpty()) {
            Open current = open.peek();
            int place = current.next++;
            if (place == current.node.size()) {
                end(current.node);
                open.pop();
            } else {
                if (current.node instanceof ObjectNode object) {
                    to.writeFieldName(object.name(place));
                }
                begin(current.node.value(place));
            }
        }
    }

    private void end(JsonNode node) throws IOException {
        if (node.isObject()) {
            to.writeEndObject();
        } else {
            to.writeEndArray();
        }
    }

    private void begin(JsonNode node) throws IOException {
        if (node.isObject()) {
            to.writeStartObject();
            open.push(new Open(node));
        } else if (node.isArray()) {
            to.writeStartArray();
            open.push(new Open(node));
        } else if (node instanceof LongNode) {
            to.writeNumber(node.longValue());
        } else if (node instanceof DecimalNode) {
            to.writeNumber(node.asText());
        } else if (node instanceof TextNode) {
            to.writeString(node.asText());
        } else if (node instanceof BooleanNode) {
            to.writeBoolean(node.booleanValue());
        } else if (node instanceof RawNode) {
            to.writeRawValue(node.asText());
        } else {
            to.writeNull();
        }
    }
}
