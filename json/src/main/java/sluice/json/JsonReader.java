package sluice.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads JSON within limits. What stands behind the first value is not looked at. A name that is given twice counts with its last
 * value, in its first place. Nothing at all is a missing node. This class is thread-safe.
 */
public final class JsonReader {

    /** With the limits that Jackson sets by default. */
    static final JsonReader STRICT = new JsonReader(StreamReadConstraints.defaults());

    private final JsonFactory factory;

    private JsonReader(StreamReadConstraints limits) {
        factory = JsonFactory.builder().streamReadConstraints(limits).build();
    }

    /**
     * A reader with limits of its own.
     *
     * @param maxDepth how many objects and arrays may stand in one another
     * @param maxNumberLength how many characters a number may have
     * @param maxNameLength how many characters the name of a field may have
     * @return the reader; keep it, since it remembers names
     */
    public static JsonReader of(int maxDepth, int maxNumberLength, int maxNameLength) {
        return new JsonReader(StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(maxNumberLength)
                .maxNameLength(maxNameLength)
                .build());
    }

    /**
     * Reads a text.
     *
     * @param text the text
     * @return its value
     * @throws JsonException when it is not JSON or exceeds a limit
     */
    public JsonNode read(String text) {
        try (JsonParser from = factory.createParser(text)) {
            return root(from);
        } catch (IOException e) {
            throw JsonException.unreadable(e);
        }
    }

    /**
     * Reads a part of an array.
     *
     * @param bytes holds UTF-8, or UTF-16 or UTF-32, which are told by their first bytes
     * @param offset where it begins
     * @param length how many bytes it has
     * @return its value
     * @throws JsonException when it is not JSON or exceeds a limit
     */
    public JsonNode read(byte[] bytes, int offset, int length) {
        try (JsonParser from = factory.createParser(bytes, offset, length)) {
            return root(from);
        } catch (IOException e) {
            throw JsonException.unreadable(e);
        }
    }

    /** Without recursion: a document may be deeper than a thread's stack. */
    private static JsonNode root(JsonParser from) throws IOException {
        if (from.nextToken() == null) {
            return MissingNode.INSTANCE;
        }
        Deque<JsonNode> open = new ArrayDeque<>();
        JsonNode root = value(from, open);
        while (!open.isEmpty()) {
            JsonNode current = open.peek();
            if (from.nextToken().isStructEnd()) {
                open.pop();
            } else if (current instanceof ObjectNode object) {
                String name = from.currentName();
                from.nextToken();
                object.set(name, value(from, open));
            } else {
                ((ArrayNode) current).add(value(from, open));
            }
        }
        return root;
    }

    private static JsonNode value(JsonParser from, Deque<JsonNode> open) throws IOException {
        return switch (from.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> begun(new ObjectNode(), open);
            case JsonTokenId.ID_START_ARRAY -> begun(new ArrayNode(), open);
            case JsonTokenId.ID_STRING -> new TextNode(from.getText());
            case JsonTokenId.ID_NUMBER_INT ->
                from.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? new DecimalNode(from.getText())
                        : new LongNode(from.getLongValue());
            case JsonTokenId.ID_NUMBER_FLOAT -> fraction(from);
            case JsonTokenId.ID_TRUE -> BooleanNode.TRUE;
            case JsonTokenId.ID_FALSE -> BooleanNode.FALSE;
            case JsonTokenId.ID_NULL -> NullNode.INSTANCE;
            default -> throw new JsonException("a value is missing", null);
        };
    }

    /** Jackson looks how many digits such a number has when it is computed, which is not done here. */
    private static JsonNode fraction(JsonParser from) throws IOException {
        String text = from.getText();
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            }
        }
        from.streamReadConstraints().validateFPLength(digits);
        return new DecimalNode(text);
    }

    private static JsonNode begun(JsonNode node, Deque<JsonNode> open) {
        open.push(node);
        return node;
    }
}
