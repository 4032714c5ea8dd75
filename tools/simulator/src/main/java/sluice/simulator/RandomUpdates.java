package sluice.simulator;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random updates by the schema of the Bot API, as a library's types have it: any of their fields, with any value of its type; or
 * posts of one kind of content each, as Telegram makes them.
 */
public final class RandomUpdates {

    /** The content of a message, of which it has one. */
    public static final List<String> CONTENT = words("""
            text photo video animation audio voice video_note document sticker contact location venue poll dice game story
            checklist live_photo rich_message paid_media giveaway giveaway_winners invoice
            """);

    /**
     * The fields that tell of an event in the chat, as the Bot API's documentation marks it. The move of a chat is not among them: its
     * watches go with it.
     */
    public static final List<String> SERVICE = words("""
            boost_added channel_chat_created chat_background_set chat_owner_changed chat_owner_left chat_shared
            checklist_tasks_added checklist_tasks_done community_chat_added community_chat_removed connected_website
            delete_chat_photo direct_message_price_changed forum_topic_closed forum_topic_created forum_topic_edited
            forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden gift gift_upgrade_sent
            giveaway_completed giveaway_created group_chat_created left_chat_member managed_bot_created
            message_auto_delete_timer_changed migrate_from_chat_id new_chat_members new_chat_photo
            new_chat_title paid_message_price_changed passport_data pinned_message poll_option_added poll_option_deleted
            proximity_alert_triggered refunded_payment successful_payment suggested_post_approval_failed
            suggested_post_approved suggested_post_declined suggested_post_paid suggested_post_refunded
            supergroup_chat_created unique_gift user_shared users_shared video_chat_ended
            video_chat_participants_invited video_chat_scheduled video_chat_started web_app_data write_access_allowed
            """);

    /** The fields that say where a message stands, and those that stand with its content. All other fields may come with any. */
    private static final List<String> PLACED = words("""
            message_id message_thread_id is_topic_message from date chat media_group_id has_protected_content entities caption
            caption_entities migrate_to_chat_id
            """);

    private static final Set<String> CAPTIONED =
            Set.of("photo", "video", "animation", "audio", "voice", "document", "live_photo", "paid_media");

    private static final List<String> ENTITIES = words("""
            mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler
            blockquote expandable_blockquote code pre text_link text_mention custom_emoji
            """);

    /** The most that Telegram takes, in UTF-16 units. */
    private static final int LONGEST_TEXT = 4096;

    private static final int LONGEST_CAPTION = 1024;

    /** Pieces that code takes apart easily: pairs of surrogates, joined and composed letters, marks of direction, no letters. */
    private static final List<String> ODD = List.of(
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uD83C\uDDE9\uD83C\uDDEA",
            "e\u0301\u0323",
            "\u202Eabc\u202C",
            "\u05E9\u05DC\u05D5\u05DD",
            "\u0645\u0631\u062D\u0628\u0627",
            "\u4F60\u597D",
            "\uD840\uDC00",
            "\u0130\u0131\u1E9E\uFB01",
            "\u200B\u2060\uFEFF",
            "\u2028\u2029\u0085",
            "\uFFFD\uFFFF\uE000",
            "\n\t\u0001",
            "<b>&amp;</b>\"\\'",
            "*_`[](~)|");

    private static final List<String> KINDS =
            List.of("message", "channel_post", "edited_message", "edited_channel_post");
    private static final int DEEPEST = 5;

    /** Of each type its fields by name; to look them up again for each object takes most of the time. */
    private final Map<Class<?>, Map<String, Type>> types = new HashMap<>();

    private final Random random;

    private final Class<?> messageType;

    /**
     * Updates that the same seed makes again.
     *
     * @param seed any number
     * @param messageType a library's type of a message, whose fields Jackson's annotations name
     */
    public RandomUpdates(long seed, Class<?> messageType) {
        random = new Random(seed);
        this.messageType = messageType;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    /**
     * An update with a post or an edit that can be read: its id and chat are as they must be, all else is random.
     *
     * @param updateId its id
     * @return the update
     */
    public ObjectNode next(long updateId) {
        ObjectNode update = JsonNodeFactory.instance.objectNode().put("update_id", updateId);
        ObjectNode message = object(messageType, 0);
        message.put("message_id", 1 + random.nextInt(Integer.MAX_VALUE - 1));
        message.put("date", random.nextInt(Integer.MAX_VALUE));
        ObjectNode chat =
                object((Class<?>) fields(messageType).get("chat"), 1).put("id", -1 - random.nextLong(1L << 52));
        message.set("chat", chat.put("type", random.nextBoolean() ? "channel" : "supergroup"));
        update.set(KINDS.get(random.nextInt(KINDS.size())), message);
        return update;
    }

    /**
     * A message of one kind without where it stands: what it says, what comes with that, and some of the fields that any message may
     * have.
     *
     * @param kind one of {@link #CONTENT} or {@link #SERVICE}
     * @return the message
     */
    public ObjectNode message(String kind) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        Map<String, Type> fields = fields(messageType);
        for (Map.Entry<String, Type> field : fields.entrySet()) {
            String name = field.getKey();
            boolean any = !CONTENT.contains(name) && !SERVICE.contains(name) && !PLACED.contains(name);
            if (name.equals(kind) || (any && random.nextInt(12) == 0)) {
                message.set(name, value(field.getValue(), 1));
            }
        }
        if (!message.has(kind)) {
            throw new IllegalArgumentException("the library knows no " + kind);
        }
        if (random.nextInt(4) == 0) {
            message.put("message_thread_id", 1 + random.nextInt(Integer.MAX_VALUE - 1));
            message.put("is_topic_message", true);
        }
        switch (kind) {
            case "text" -> say(message, "text", "entities", LONGEST_TEXT);
            case "venue" -> message.set("location", value(fields.get("location"), 1));
            case "animation" -> message.set("document", value(fields.get("document"), 1));
            case "poll" -> ((ObjectNode) message.get(kind)).put("type", random.nextBoolean() ? "quiz" : "regular");
            default -> {}
        }
        if (CAPTIONED.contains(kind) && random.nextBoolean()) {
            say(message, "caption", "caption_entities", LONGEST_CAPTION);
        }
        return message;
    }

    private void say(ObjectNode message, String field, String entities, int longest) {
        String text = text(longest);
        message.put(field, text);
        if (random.nextBoolean()) {
            message.set(entities, entities(text));
        }
    }

    /**
     * Words of any length up to the longest, most of them short, with letters of all kinds.
     *
     * @param longest in UTF-16 units, at least 1
     * @return the words, not empty
     */
    public String text(int longest) {
        int length = 1 + random.nextInt(random.nextInt(40) == 0 ? longest : 60);
        StringBuilder text = new StringBuilder("w");
        while (text.length() < length) {
            String piece = random.nextInt(4) == 0
                    ? ODD.get(random.nextInt(ODD.size()))
                    : Character.toString(' ' + random.nextInt(95));
            if (text.length() + piece.length() > longest) {
                break;
            }
            text.append(piece);
        }
        return text.toString();
    }

    private ArrayNode entities(String text) {
        ArrayNode entities = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int offset = random.nextInt(text.length());
            String type = ENTITIES.get(random.nextInt(ENTITIES.size()));
            ObjectNode entity = entities.addObject().put("type", type).put("offset", offset);
            entity.put("length", 1 + random.nextInt(text.length() - offset));
            switch (type) {
                case "text_link" -> entity.put("url", "https://example.org/" + i);
                case "text_mention" ->
                    entity.putObject("user")
                            .put("id", random.nextLong(1L << 52))
                            .put("is_bot", false)
                            .put("first_name", text(64));
                case "pre" -> entity.put("language", "java");
                case "custom_emoji" -> entity.put("custom_emoji_id", Long.toString(random.nextLong(1L << 62)));
                default -> {}
            }
        }
        return entities;
    }

    private ObjectNode object(Class<?> type, int depth) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        fields(type).forEach((name, part) -> {
            // A message has few of its hundred fields, so that each kind of content comes by itself too.
            if (random.nextInt(10) < (type.equals(messageType) ? 1 : 6)) {
                node.set(name, value(part, depth + 1));
            }
        });
        return node;
    }

    private Map<String, Type> fields(Class<?> type) {
        return types.computeIfAbsent(type, _ -> {
            Map<String, Type> fields = new LinkedHashMap<>();
            for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
                for (Field field : part.getDeclaredFields()) {
                    JsonProperty name = field.getAnnotation(JsonProperty.class);
                    if (name != null) {
                        fields.put(name.value(), field.getGenericType());
                    }
                }
            }
            return fields;
        });
    }

    private JsonNode value(Type type, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (type instanceof ParameterizedType list) {
            ArrayNode array = make.arrayNode();
            // What a message itself has a list of is not empty.
            for (int i = random.nextInt(depth == 1 ? 1 : 0, 3); i > 0 && depth < DEEPEST; i--) {
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
        if (type.getSimpleName().equals("MaybeInaccessibleMessage")) {
            return object(messageType, depth);
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
