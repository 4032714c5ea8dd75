package sluice.json;

import java.util.ArrayDeque;
import java.util.Deque;

/** What goes over whole trees. Without recursion: a document may be deeper than a thread's stack. */
final class Trees {

    private record Pair(JsonNode one, JsonNode other) {}

    private Trees() {}

    static boolean equal(JsonNode one, JsonNode other) {
        Deque<Pair> left = new ArrayDeque<>();
        left.push(new Pair(one, other));
        while (!left.isEmpty()) {
            Pair pair = left.pop();
            if (pair.one.getClass() != pair.other.getClass() || pair.one.size() != pair.other.size()) {
                return false;
            }
            if (pair.one instanceof ObjectNode object) {
                for (int i = 0; i < object.size(); i++) {
                    left.push(new Pair(object.value(i), pair.other.path(object.name(i))));
                }
            } else if (pair.one instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    left.push(new Pair(array.value(i), pair.other.value(i)));
                }
            } else if (!pair.one.asText().equals(pair.other.asText())) {
                return false;
            }
        }
        return true;
    }

    static ObjectNode copy(ObjectNode root) {
        ObjectNode copy = new ObjectNode();
        Deque<Pair> left = new ArrayDeque<>();
        left.push(new Pair(root, copy));
        while (!left.isEmpty()) {
            Pair pair = left.pop();
            if (pair.one instanceof ObjectNode object) {
                for (int i = 0; i < object.size(); i++) {
                    ((ObjectNode) pair.other).set(object.name(i), begun(object.value(i), left));
                }
            } else {
                for (int i = 0; i < pair.one.size(); i++) {
                    ((ArrayNode) pair.other).add(begun(pair.one.value(i), left));
                }
            }
        }
        return copy;
    }

    /** What stands for a node in the copy: an object or array still empty, and itself if it cannot change. */
    private static JsonNode begun(JsonNode node, Deque<Pair> left) {
        if (!node.isObject() && !node.isArray()) {
            return node;
        }
        JsonNode begun = node.isObject() ? new ObjectNode() : new ArrayNode();
        left.push(new Pair(node, begun));
        return begun;
    }
}
