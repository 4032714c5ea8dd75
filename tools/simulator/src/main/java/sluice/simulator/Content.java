package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The content of a message, apart from where it stands. Shared by a message and its copies, so never changed: an edit makes a new one.
 *
 * @param fields the Bot API fields of the content: {@code text}, {@code caption}, {@code photo}, …
 * @param service whether it tells of an event in the chat
 * @param guarded whether its owner protected it
 */
record Content(ObjectNode fields, boolean service, boolean guarded) {

    static Content text(String text, JsonNode entities) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("text", text);
        if (entities != null && !entities.isEmpty()) {
            fields.set("entities", entities);
        }
        return new Content(fields, false, false);
    }

    /** {@return the text or the caption, or null} */
    String words() {
        JsonNode text = fields.get("text");
        JsonNode words = text == null ? fields.get("caption") : text;
        return words == null ? null : words.asText();
    }

    boolean hasText() {
        return fields.has("text");
    }

    boolean hasCaption() {
        return fields.has("caption");
    }

    /** {@return whether it is media that may carry a caption} */
    boolean takesCaption() {
        return fields.has("photo")
                || fields.has("video")
                || fields.has("document")
                || fields.has("audio")
                || fields.has("animation")
                || fields.has("voice");
    }

    /** {@return whether copyMessage takes it: no event, no quiz whose answer the bot does not know} */
    boolean copyable() {
        JsonNode poll = fields.get("poll");
        boolean closedQuiz = poll != null
                && "quiz".equals(poll.path("type").asText())
                && !poll.has("correct_option_id")
                && !poll.has("correct_option_ids");
        return !service && !guarded && !closedQuiz;
    }

    boolean forwardable() {
        return !service && !guarded;
    }

    Content withText(String text, JsonNode entities) {
        ObjectNode changed = fields.deepCopy();
        changed.put("text", text);
        changed.remove("entities");
        if (entities != null && !entities.isEmpty()) {
            changed.set("entities", entities);
        }
        return new Content(changed, service, guarded);
    }

    /** {@return the same media under another caption; null or an empty one takes it away} */
    Content withCaption(String caption, JsonNode entities) {
        ObjectNode changed = fields.deepCopy();
        changed.remove("caption");
        changed.remove("caption_entities");
        if (caption != null && !caption.isEmpty()) {
            changed.put("caption", caption);
            if (entities != null && !entities.isEmpty()) {
                changed.set("caption_entities", entities);
            }
        }
        return new Content(changed, service, guarded);
    }

    /** {@return the same with another field; null takes it away} */
    Content with(String field, JsonNode value) {
        ObjectNode changed = fields.deepCopy();
        if (value == null) {
            changed.remove(field);
        } else {
            changed.set(field, value);
        }
        return new Content(changed, service, guarded);
    }

    Content guarded(boolean value) {
        return value == guarded ? this : new Content(fields, service, value);
    }
}
