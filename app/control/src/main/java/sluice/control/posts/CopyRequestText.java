package sluice.control.posts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The copy requests as they are kept.
 *
 * @param copyRequests the copy requests in their order
 * @param newest the newest request of each user that was taken
 */
record CopyRequestText(List<CopyRequest> copyRequests, Map<Long, Integer> newest) {

    static final CopyRequestText NONE = new CopyRequestText(List.of(), Map.of());

    /** The text's own names, which stay. */
    private record Stored(List<CopyRequest> errands, List<Newest> newest) {}

    private record Newest(long user, int request) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    CopyRequestText {
        copyRequests = List.copyOf(copyRequests);
        newest = Map.copyOf(newest);
    }

    /** Reads a text; one that is not what was written is an {@link JsonProcessingException}. */
    static CopyRequestText of(String text) throws JsonProcessingException {
        JsonNode tree = MAPPER.readTree(text);
        for (JsonNode errand : tree.path("errands")) {
            if (errand instanceof ObjectNode object && !object.has("watch")) {
                // Of an earlier version, which copied to private chats only.
                object.put("watch", "");
            }
        }
        Stored stored = MAPPER.treeToValue(tree, Stored.class);
        return new CopyRequestText(
                stored.errands(),
                stored.newest().stream().collect(Collectors.toMap(Newest::user, Newest::request, (_, later) -> later)));
    }

    /** The text that {@link #of} reads. */
    String text() {
        List<Newest> entries = newest.entrySet().stream()
                .map(entry -> new Newest(entry.getKey(), entry.getValue()))
                .toList();
        try {
            return MAPPER.writeValueAsString(new Stored(copyRequests, entries));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
