package sluice.app.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Random;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.MaybeInaccessibleMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Random updates by the schema of the Bot API, which the library's types are: any of their fields, with any value of its type. */
final class RandomUpdates {

    private static final List<String> KINDS =
            List.of("message", "channel_post", "edited_message", "edited_channel_post");
    private static final int DEEPEST = 5;

    private final Random random;

    RandomUpdates(long seed) {
        random = new Random(seed);
    }

    /** An update with a post or an edit that can be read: its id and chat are as they must be, all else is random. */
    ObjectNode next(long updateId) {
        ObjectNode update = JsonNodeFactory.instance.objectNode().put("update_id", updateId);
        ObjectNode message = object(Message.class, 0);
        message.put("message_id", 1 + random.nextInt(Integer.MAX_VALUE - 1));
        message.put("date", random.nextInt(Integer.MAX_VALUE));
        ObjectNode chat = object(Chat.class, 1).put("id", -1 - random.nextLong(1L << 52));
        message.set("chat", chat.put("type", random.nextBoolean() ? "channel" : "supergroup"));
        update.set(KINDS.get(random.nextInt(KINDS.size())), message);
        return update;
    }

    private ObjectNode object(Class<?> type, int depth) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                JsonProperty name = field.getAnnotation(JsonProperty.class);
                // A message has few of its hundred fields, so that each kind of content comes by itself too.
                if (name != null && random.nextInt(10) < (depth == 0 ? 1 : 6)) {
                    node.set(name.value(), value(field.getGenericType(), depth + 1));
                }
            }
        }
        return node;
    }

    private JsonNode value(Type type, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (type instanceof ParameterizedType list) {
            ArrayNode array = make.arrayNode();
            for (int i = random.nextInt(3); i > 0 && depth < DEEPEST; i--) {
                array.add(value(list.getActualTypeArguments()[0], depth + 1));
            }
            return array;
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "Integer" -> make.numberNode(random.nextInt(Integer.MAX_VALUE));
            case "Long" -> make.numberNode(random.nextLong(1L << 52));
            case "Double", "Float" -> make.numberNode(random.nextDouble());
            case "Boolean" -> make.booleanNode(random.nextBoolean());
            case "String" -> make.textNode(text());
            default -> depth < DEEPEST ? any((Class<?>) type, depth) : make.objectNode();
        };
    }

    /** Of what comes in several kinds, one of them, by the name that tells them apart. */
    private ObjectNode any(Class<?> type, int depth) {
        if (type == MaybeInaccessibleMessage.class) {
            return object(Message.class, depth);
        }
        JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
        if (kinds == null) {
            return object(type, depth);
        }
        JsonSubTypes.Type kind = kinds.value()[random.nextInt(kinds.value().length)];
        return object(kind.value(), depth)
                .put(type.getAnnotation(JsonTypeInfo.class).property(), kind.name());
    }

    private String text() {
        int length = random.nextInt(12);
        return random.ints(length, ' ', 0x2FFF)
                .filter(Character::isDefined)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
