package sluice.app.telegram;

import java.util.Map;
import java.util.Set;
import sluice.json.JsonNode;

/** The words of a rich message, for the filters: its blocks one per line, whatever their shape. */
final class RichText {

    /** Telegram's limit for all texts of a rich message, in UTF-16 units. */
    static final int MAX_LENGTH = 32_768;

    /** What people read. */
    private static final Set<String> WORDS =
            Set.of("text", "caption", "credit", "summary", "expression", "alternative_text");

    /** What holds further blocks. */
    private static final Set<String> BLOCKS = Set.of("blocks", "items", "cells");

    private RichText() {}

    /**
     * Reads a rich message.
     *
     * @param message a RichMessage object, or a missing node
     * @return its words, at most {@link #MAX_LENGTH} units; empty when there are none
     */
    static String of(JsonNode message) {
        StringBuilder words = new StringBuilder();
        collect(message, false, words);
        return words.substring(0, Math.min(words.length(), MAX_LENGTH)).strip();
    }

    private static void collect(JsonNode node, boolean isText, StringBuilder words) {
        if (node.isTextual() && isText) {
            words.append(node.textValue());
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, isText, words));
        } else {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (WORDS.contains(field.getKey())) {
                    collect(field.getValue(), true, words);
                    if (!isText) {
                        words.append('\n');
                    }
                } else if (BLOCKS.contains(field.getKey())) {
                    collect(field.getValue(), false, words);
                }
            }
        }
    }
}
