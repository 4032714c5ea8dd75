package sluice.json;

import java.util.Map;

/** Makes, reads and writes JSON. This class is thread-safe. */
public final class Json {

    private Json() {}

    /** {@return a new empty object} */
    public static ObjectNode object() {
        return new ObjectNode();
    }

    /** {@return a new empty array} */
    public static ArrayNode array() {
        return new ArrayNode();
    }

    /** {@return the node that stands for nothing} */
    public static JsonNode missing() {
        return MissingNode.INSTANCE;
    }

    /**
     * Makes a node of a value.
     *
     * @param value null, a node, a text, a number, true or false, or a map or a sequence of such
     * @return a node; a number that is none, or has no end, becomes a string
     * @throws IllegalArgumentException for a value of another type
     */
    public static JsonNode of(Object value) {
        return switch (value) {
            case null -> NullNode.INSTANCE;
            case JsonNode node -> node;
            case CharSequence text -> new TextNode(text.toString());
            case Boolean truth -> BooleanNode.of(truth);
            case Number number -> number(number);
            case Map<?, ?> map -> object(map);
            case Iterable<?> all -> array(all);
            default ->
                throw new IllegalArgumentException(
                        "no JSON can be made of a " + value.getClass().getName());
        };
    }

    private static JsonNode number(Number number) {
        String text = number.toString();
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? new DecimalNode(text) : new TextNode(text);
        }
        boolean isLong = number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte;
        return isLong ? new LongNode(number.longValue()) : new DecimalNode(text);
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = new ObjectNode();
        map.forEach((name, value) -> object.set(name.toString(), of(value)));
        return object;
    }

    private static ArrayNode array(Iterable<?> all) {
        ArrayNode array = new ArrayNode();
        all.forEach(value -> array.add(of(value)));
        return array;
    }

    /**
     * Reads a text, up to 1,000 levels deep.
     *
     * @param text the text
     * @return its value; a missing node for an empty text
     * @throws JsonException when it is not JSON or exceeds a limit
     */
    public static JsonNode parse(String text) {
        return JsonReader.STRICT.read(text);
    }

    /**
     * Reads UTF-8, up to 1,000 levels deep.
     *
     * @param text the text
     * @return its value; a missing node for an empty text
     * @throws JsonException when it is not JSON or exceeds a limit
     */
    public static JsonNode parse(byte[] text) {
        return JsonReader.STRICT.read(text, 0, text.length);
    }

    /**
     * Writes a tree on one line.
     *
     * @param node the tree; a missing node is written as null
     * @return UTF-8
     * @throws JsonException when it is more than 1,000 levels deep
     */
    public static byte[] bytes(JsonNode node) {
        return JsonWriter.bytes(node);
    }

    /**
     * Writes a tree for people, with a line for each field.
     *
     * @param node the tree; a missing node is written as null
     * @return the text, without an end of line at its end
     * @throws JsonException when it is more than 1,000 levels deep
     */
    public static String pretty(JsonNode node) {
        return JsonWriter.pretty(node);
    }
}
