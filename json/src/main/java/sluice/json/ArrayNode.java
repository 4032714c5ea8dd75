package sluice.json;

import java.util.Arrays;

/** An array. */
public final class ArrayNode extends JsonNode {

    private static final JsonNode[] NONE = {};
    private static final int FIRST_ROOM = 4;

    private JsonNode[] items = NONE;
    private int size;

    ArrayNode() {}

    @Override
    public boolean isArray() {
        return true;
    }

    @Override
    public boolean isValueNode() {
        return false;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    JsonNode value(int place) {
        return items[place];
    }

    @Override
    public JsonNode get(int index) {
        return index >= 0 && index < size ? items[index] : null;
    }

    /**
     * Adds a node, which is not copied.
     *
     * @param node the node; null for null
     * @return this array
     */
    public ArrayNode add(JsonNode node) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(FIRST_ROOM, size * 2));
        }
        items[size++] = node == null ? NullNode.INSTANCE : node;
        return this;
    }

    /** Adds a string; null for null. {@return this array} */
    public ArrayNode add(String value) {
        return add(value == null ? null : new TextNode(value));
    }

    /** Adds a whole number. {@return this array} */
    public ArrayNode add(long value) {
        return add(new LongNode(value));
    }

    /** Adds a number; what is none, or has no end, becomes a string. {@return this array} */
    public ArrayNode add(double value) {
        return add(Json.of(value));
    }

    /** Adds true or false. {@return this array} */
    public ArrayNode add(boolean value) {
        return add(BooleanNode.of(value));
    }

    /** Adds an empty object. {@return that object} */
    public ObjectNode addObject() {
        ObjectNode node = new ObjectNode();
        add(node);
        return node;
    }

    /** Adds an empty array. {@return that array} */
    public ArrayNode addArray() {
        ArrayNode node = new ArrayNode();
        add(node);
        return node;
    }
}
