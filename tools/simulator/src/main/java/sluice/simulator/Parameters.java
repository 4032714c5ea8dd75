package sluice.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The parameters of one call, whichever way they came.
 *
 * <p>The Bot API does not tell {@code "5"} from {@code 5}, nor an object from its JSON in a string, and neither does
 * this.
 *
 * @param fields as sent; a file part stands there as an object with its {@code file_name} and {@code file_size}
 * @param files the parts that are files, by part name
 */
record Parameters(ObjectNode fields, Map<String, Upload> files) {

    /** One file part of a multipart body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Upload(String name, byte[] content) {}

    boolean has(String name) {
        JsonNode value = fields.get(name);
        return value != null && !value.isNull();
    }

    /** {@return the value as text, or null if it is absent} */
    String text(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = fields.get(name);
        return value.isValueNode() ? value.asText() : value.toString();
    }

    long number(String name, long ifAbsent) {
        if (!has(name)) {
            return ifAbsent;
        }
        JsonNode value = fields.get(name);
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        try {
            return Long.parseLong(value.asText().strip());
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("field \"" + name + "\" must be a number");
        }
    }

    boolean flag(String name) {
        String value = text(name);
        return value != null && (value.equalsIgnoreCase("true") || value.equals("1") || value.equalsIgnoreCase("yes"));
    }

    /** {@return the value as JSON, also when it came as a string, or null if it is absent or empty} */
    JsonNode json(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = fields.get(name);
        if (!value.isTextual()) {
            return value;
        }
        if (value.textValue().isBlank()) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(value.textValue());
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("can't parse " + name + " JSON object");
        }
    }
}
