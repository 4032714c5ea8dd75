package sluice.base.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sluice.api.Entity;
import sluice.api.FormattedText;
import sluice.base.json.Json;

/** Formatting as the Bot API writes it, an array of MessageEntity. */
public final class Entities {

    /** Telegram keeps 100 of a message. */
    private static final int MAX = 200;

    /** The number of a {@code text_mention}'s user, of whom the Bot API wants an object with nothing but that. */
    private static final String USER_ID = "user_id";

    private static final Set<String> PLACE = Set.of("type", "offset", "length");

    private static final Set<String> NUMBERS = Set.of("unix_time");

    private Entities() {}

    /**
     * A text with its formatting. What does not fit the text is dropped: it could not be sent again.
     *
     * @param json an array of MessageEntity; empty for none
     */
    public static FormattedText text(String text, String json) {
        if (json.isEmpty()) {
            return FormattedText.of(text);
        }
        List<Entity> entities = new ArrayList<>();
        for (JsonNode node : parsed(json)) {
            if (entities.size() < MAX && fits(node, text)) {
                entities.add(entity(node));
            }
        }
        return new FormattedText(text, entities);
    }

    /** The formatting of a text, an array of MessageEntity; empty for none. */
    public static String json(FormattedText text) {
        if (text.entities().isEmpty()) {
            return "";
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Entity entity : text.entities()) {
            ObjectNode node = array.addObject();
            node.put("type", entity.type()).put("offset", entity.offset()).put("length", entity.length());
            attributes(entity).forEach(node::putPOJO);
        }
        return array.toString();
    }

    /** The attributes of an entity besides its type and position, by the names of the Bot API: texts, numbers, and objects as maps. */
    public static Map<String, Object> attributes(Entity entity) {
        Map<String, Object> attributes = new HashMap<>();
        entity.attributes().forEach((name, value) -> {
            if (name.equals(USER_ID) && isNumber(value)) {
                attributes.put("user", Map.of("id", Long.parseLong(value)));
            } else {
                attributes.put(
                        name, NUMBERS.contains(name) && isNumber(value) ? (Object) Long.parseLong(value) : value);
            }
        });
        return attributes;
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("entities are not written as JSON", e);
        }
    }

    private static boolean fits(JsonNode node, String text) {
        JsonNode offset = node.path("offset");
        JsonNode length = node.path("length");
        if (!offset.canConvertToInt()
                || !length.canConvertToInt()
                || offset.intValue() < 0
                || length.intValue() < 1
                || node.path("type").asText().isBlank()) {
            return false;
        }
        long end = (long) offset.intValue() + length.intValue();
        return end <= text.length() && isPlace(text, offset.intValue()) && isPlace(text, (int) end);
    }

    private static boolean isPlace(String text, int place) {
        return place == 0
                || place == text.length()
                || !Character.isHighSurrogate(text.charAt(place - 1))
                || !Character.isLowSurrogate(text.charAt(place));
    }

    private static Entity entity(JsonNode node) {
        Map<String, String> attributes = new HashMap<>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (field.getKey().equals("user")) {
                attributes.put(USER_ID, value.path("id").asText());
            } else if (!PLACE.contains(field.getKey()) && value.isValueNode() && !value.isNull()) {
                attributes.put(field.getKey(), value.asText());
            }
        });
        return new Entity(
                node.path("type").asText(),
                node.path("offset").intValue(),
                node.path("length").intValue(),
                attributes);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]{1,18}");
    }
}
