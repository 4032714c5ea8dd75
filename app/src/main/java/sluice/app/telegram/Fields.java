package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads single fields, and says which one is at fault. */
final class Fields {

    private Fields() {}

    static JsonNode object(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isObject()) {
            throw new Faulty(field, "no object");
        }
        return value;
    }

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Faulty(field, "no text");
        }
        return Optional.of(value.textValue());
    }

    static Optional<Long> integer(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Faulty(field, "no whole number of 64 bits");
        }
        return Optional.of(value.longValue());
    }

    static int requiredInt(JsonNode node, String field) {
        long value = integer(node, field).orElseThrow(() -> new Faulty(field, "missing"));
        if (value != (int) value) {
            throw new Faulty(field, "no whole number of 32 bits");
        }
        return (int) value;
    }

    static int optionalInt(JsonNode node, String field) {
        return node.has(field) ? requiredInt(node, field) : 0;
    }

    /** A field that Sluice uses and cannot read. The message names it, never its value. */
    static final class Faulty extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Faulty(String field, String fault) {
            super("`" + field + "` is " + fault, null, false, false);
        }
    }
}
