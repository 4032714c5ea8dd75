package sluice.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A value in a JSON document, or a place where there is none: what is looked for and not found is a missing node, so that a
 * path can be followed without asking at each step.
 *
 * <p>Two nodes are equal when they say the same; the order of an object's fields does not count, and how a number is written
 * does. Objects and arrays can be changed and are not thread-safe while they are; all others never change.
 *
 * <p>This file is long because there is a method for each question; what answers them is in the kinds of nodes.
 */
public abstract sealed class JsonNode implements Iterable<JsonNode>
        permits ObjectNode, ArrayNode, TextNode, LongNode, DecimalNode, BooleanNode, NullNode, MissingNode, RawNode {

    JsonNode() {}

    /** {@return whether it is an object} */
    public boolean isObject() {
        return false;
    }

    /** {@return whether it is an array} */
    public boolean isArray() {
        return false;
    }

    /** {@return whether it is a string} */
    public boolean isTextual() {
        return false;
    }

    /** {@return whether it is a number} */
    public boolean isNumber() {
        return false;
    }

    /** {@return whether it is a number that is written without point and exponent} */
    public boolean isIntegralNumber() {
        return false;
    }

    /** {@return whether it is such a number, of 32 bits} */
    public final boolean isInt() {
        return isIntegralNumber() && canConvertToInt();
    }

    /** {@return whether it is true or false} */
    public boolean isBoolean() {
        return false;
    }

    /** {@return whether it is null} */
    public boolean isNull() {
        return false;
    }

    /** {@return whether it is not there} */
    public boolean isMissingNode() {
        return false;
    }

    /** {@return whether it is there, and neither an object nor an array} */
    public boolean isValueNode() {
        return true;
    }

    /** {@return whether it is a number in the range of 32 bits, perhaps after its fraction is cut off} */
    public boolean canConvertToInt() {
        return false;
    }

    /** {@return whether it is a number in the range of 64 bits, perhaps after its fraction is cut off} */
    public boolean canConvertToLong() {
        return false;
    }

    /** {@return the field of that name, or null when there is none, or this is no object} */
    public JsonNode get(String name) {
        return null;
    }

    /** {@return the element at that index, from 0, or null when there is none, or this is no array} */
    public JsonNode get(int index) {
        return null;
    }

    /** {@return the field of that name, or a missing node} */
    public final JsonNode path(String name) {
        JsonNode node = get(name);
        return node == null ? MissingNode.INSTANCE : node;
    }

    /** {@return the element at that index, from 0, or a missing node} */
    public final JsonNode path(int index) {
        JsonNode node = get(index);
        return node == null ? MissingNode.INSTANCE : node;
    }

    /**
     * Follows a path.
     *
     * @param path the names and indexes on the way, each after a slash
     * @return what is there, or a missing node
     */
    public final JsonNode at(String path) {
        JsonNode node = this;
        for (String step : path.substring(1).split("/", -1)) {
            boolean isIndex = node.isArray() && step.matches("[0-9]{1,9}");
            node = isIndex ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    /** {@return whether there is a field of that name, be it null} */
    public final boolean has(String name) {
        return get(name) != null;
    }

    /**
     * A field that has to be there.
     *
     * @param name its name
     * @return its value, perhaps null in JSON
     * @throws IllegalArgumentException when there is none
     */
    public final JsonNode required(String name) {
        JsonNode node = get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no field `" + name + "`");
        }
        return node;
    }

    /** {@return how many fields or elements there are, 0 for values} */
    public int size() {
        return 0;
    }

    /** {@return whether there are no fields or elements} */
    public final boolean isEmpty() {
        return size() == 0;
    }

    /** The elements of an array, or the values of an object's fields; none of a value. */
    @Override
    public final Iterator<JsonNode> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public JsonNode next() {
                if (next >= size()) {
                    throw new NoSuchElementException();
                }
                return value(next++);
            }
        };
    }

    /** The element, or the value of the field, at a place that there is. */
    JsonNode value(int place) {
        throw new IndexOutOfBoundsException(place);
    }

    /** {@return what {@link #iterator} gives} */
    public final Stream<JsonNode> valueStream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** {@return the names of the fields in their order, which show later changes; empty for what is no object} */
    public List<String> names() {
        return List.of();
    }

    /** {@return the fields in their order, which show later changes; empty for what is no object} */
    public List<Map.Entry<String, JsonNode>> properties() {
        return List.of();
    }

    /** {@return a value as text: a string itself, numbers as they are written; empty for objects, arrays and what is missing} */
    public String asText() {
        return "";
    }

    /** {@return as {@link #asText()}, but the given text for null and for what is missing} */
    public String asText(String otherwise) {
        return asText();
    }

    /** {@return {@link #asBoolean(boolean)} with false} */
    public final boolean asBoolean() {
        return asBoolean(false);
    }

    /** {@return true or false itself, whether a whole number is not 0, what "true" and "false" say; else what is given} */
    public boolean asBoolean(boolean otherwise) {
        return otherwise;
    }

    /** {@return {@link #asInt(int)} with 0} */
    public final int asInt() {
        return asInt(0);
    }

    /** {@return a number as 32 bits, also of a string that holds one, 1 for true; what is given for all else} */
    public int asInt(int otherwise) {
        return otherwise;
    }

    /** {@return {@link #asLong(long)} with 0} */
    public final long asLong() {
        return asLong(0);
    }

    /** {@return a number as 64 bits, also of a string that holds one, 1 for true; what is given for all else} */
    public long asLong(long otherwise) {
        return otherwise;
    }

    /** {@return a number, also of a string that holds one, 1 for true; 0 for all else} */
    public double asDouble() {
        return 0;
    }

    /** {@return the text of a string, null for all else} */
    public String textValue() {
        return null;
    }

    /** {@return whether it is true} */
    public boolean booleanValue() {
        return false;
    }

    /** {@return a number as 32 bits, as a cast gives it; 0 for all else} */
    public int intValue() {
        return 0;
    }

    /** {@return a number as 64 bits, as a cast gives it; 0 for all else} */
    public long longValue() {
        return 0;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof JsonNode node && Trees.equal(this, node);
    }

    @Override
    public final int hashCode() {
        // Of objects and arrays the size, since a document may be deep, and an object's order does not count.
        return isValueNode() ? asText().hashCode() : size();
    }

    /** {@return the JSON text on one line; empty for a missing node} */
    @Override
    public final String toString() {
        return isMissingNode() ? "" : JsonWriter.text(this);
    }
}
