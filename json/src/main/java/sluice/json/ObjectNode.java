package sluice.json;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sluice.api.Bounded;

/**
 * An object. Its fields stand in one array, names and values in turn, in the order in which they came. Most objects have few,
 * and looking through them is faster and smaller than a map; a large one gets an index when it is first asked.
 */
public final class ObjectNode extends JsonNode {

    /** From here on an index is worth its room. */
    private static final int MANY = 32;

    private static final int FIRST_ROOM = 4;
    private static final Object[] NONE = {};

    private Object[] slots = NONE;
    private int size;

    /** Where each name stands; null until it is needed. A map, so that names chosen to collide do not make it slow. */
    @Bounded("the fields of the object")
    private Map<String, Integer> index;

    ObjectNode() {}

    @Override
    public boolean isObject() {
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

    String name(int place) {
        return (String) slots[place * 2];
    }

    @Override
    JsonNode value(int place) {
        return (JsonNode) slots[place * 2 + 1];
    }

    @Override
    public JsonNode get(String name) {
        int place = place(name);
        return place < 0 ? null : value(place);
    }

    private int place(String name) {
        if (size > MANY) {
            return indexed(name);
        }
        for (int i = 0; i < size; i++) {
            if (name.equals(slots[i * 2])) {
                return i;
            }
        }
        return -1;
    }

    private int indexed(String name) {
        if (index == null) {
            index = new HashMap<>();
            for (int i = 0; i < size; i++) {
                index.put(name(i), i);
            }
        }
        return index.getOrDefault(name, -1);
    }

    @Override
    public List<String> names() {
        return new AbstractList<>() {
            @Override
            public String get(int place) {
                return name(Objects.checkIndex(place, size));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public List<Map.Entry<String, JsonNode>> properties() {
        return new AbstractList<>() {
            @Override
            public Map.Entry<String, JsonNode> get(int place) {
                return Map.entry(name(Objects.checkIndex(place, size)), value(place));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /**
     * Sets a field to a node, which is not copied. One that is there keeps its place.
     *
     * @param name the name
     * @param node the node; null for null
     * @return this object
     */
    public ObjectNode set(String name, JsonNode node) {
        JsonNode value = node == null ? NullNode.INSTANCE : node;
        int place = place(Objects.requireNonNull(name, "name"));
        if (place >= 0) {
            slots[place * 2 + 1] = value;
            return this;
        }
        if (size * 2 == slots.length) {
            slots = Arrays.copyOf(slots, Math.max(FIRST_ROOM * 2, size * 4));
        }
        slots[size * 2] = name;
        slots[size * 2 + 1] = value;
        if (index != null) {
            index.put(name, size);
        }
        size++;
        return this;
    }

    /** Sets a field to a string; null for null. {@return this object} */
    public ObjectNode put(String name, String value) {
        return set(name, value == null ? null : new TextNode(value));
    }

    /** Sets a field to a whole number. {@return this object} */
    public ObjectNode put(String name, long value) {
        return set(name, new LongNode(value));
    }

    /** Sets a field to a number; what is none, or has no end, becomes a string. {@return this object} */
    public ObjectNode put(String name, double value) {
        return set(name, Json.of(value));
    }

    /** Sets a field to true or false. {@return this object} */
    public ObjectNode put(String name, boolean value) {
        return set(name, BooleanNode.of(value));
    }

    /** Sets a field to what is JSON already, which is not looked at but written as it is. {@return this object} */
    public ObjectNode putRaw(String name, String json) {
        return set(name, new RawNode(json));
    }

    /** Sets a field to an empty object. {@return that object} */
    public ObjectNode putObject(String name) {
        ObjectNode node = new ObjectNode();
        set(name, node);
        return node;
    }

    /** Sets a field to an empty array. {@return that array} */
    public ArrayNode putArray(String name) {
        ArrayNode node = new ArrayNode();
        set(name, node);
        return node;
    }

    /** Sets all fields of another object, whose values are not copied. {@return this object} */
    public ObjectNode setAll(ObjectNode other) {
        for (int i = 0; i < other.size; i++) {
            set(other.name(i), other.value(i));
        }
        return this;
    }

    /** Takes a field away. {@return its value, or null when there is none} */
    public JsonNode remove(String name) {
        int place = place(name);
        if (place < 0) {
            return null;
        }
        JsonNode removed = value(place);
        System.arraycopy(slots, place * 2 + 2, slots, place * 2, (size - place - 1) * 2);
        size--;
        slots[size * 2] = null;
        slots[size * 2 + 1] = null;
        index = null;
        return removed;
    }

    /** {@return an object with the same content, of which nothing is shared that can change} */
    public ObjectNode deepCopy() {
        return Trees.copy(this);
    }
}
