package sluice.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The shared mapper. This class is thread-safe. */
final class Json {

    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** Reads JSON that comes from a test or from the simulator itself, so that broken JSON is a programming error. */
    static JsonNode literal(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
