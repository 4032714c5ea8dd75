package sluice.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a rich message, for the filters: its blocks one per line, whatever their shape. */
final class RichText {

    /** Telegram's limit for all texts of a rich message, in UTF-16 units. */
    static final int MAX_LENGTH = 32_768;

    /** The fields whose text people read. */
    private static final Set<String> WORDS =
            Set.of("text", "caption", "credit", "summary", "expression", "alternative_text");

    /** The fields that hold further blocks. */
    private static final Set<String> BLOCKS = Set.of("blocks", "items", "cells");

    /** A part that is still to be read, or the end of a line, which has no node. */
    private record Part(JsonNode node, boolean isText) {

        static final Part LINE_END = new Part(MissingNode.getInstance(), true);
    }

    private RichText() {}

    /**
     * Reads a RichMessage object, or a missing node, without recursion, since whoever sends it decides how deep it is.
     * Returns the words, at most {@link #MAX_LENGTH} units; empty when there are none.
     */
    static String of(JsonNode message) {
        StringBuilder words = new StringBuilder();
        Deque<Part> left = new ArrayDeque<>();
        left.push(new Part(message, false));
        while (!left.isEmpty() && words.length() < MAX_LENGTH) {
            Part part = left.pop();
            if (part.isText && part.node.isMissingNode()) {
                words.append('\n');
            } else if (part.isText && part.node.isTextual()) {
                words.append(part.node.textValue());
            } else {
                inner(part).reversed().forEach(left::push);
            }
        }
        return words.substring(0, Math.min(words.length(), MAX_LENGTH)).strip();
    }

    /** Returns the parts of an object or array, in order. */
    private static List<Part> inner(Part part) {
        List<Part> inner = new ArrayList<>();
        if (part.node.isArray()) {
            part.node.forEach(element -> inner.add(new Part(element, part.isText)));
        }
        for (Map.Entry<String, JsonNode> field : part.node.properties()) {
            if (WORDS.contains(field.getKey())) {
                inner.add(new Part(field.getValue(), true));
                if (!part.isText) {
                    inner.add(Part.LINE_END);
                }
            } else if (BLOCKS.contains(field.getKey())) {
                inner.add(new Part(field.getValue(), false));
            }
        }
        return inner;
    }
}
