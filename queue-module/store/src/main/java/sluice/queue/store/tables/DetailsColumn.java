package sluice.queue.store.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sluice.api.Display;
import sluice.api.Entity;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;

/** Maps the details of a message to a JSON object in a column. What is not there takes no room; no details are an empty text. */
final class DetailsColumn {

    private static final Logger LOG = System.getLogger(DetailsColumn.class.getName());

    /** Entities are kept as they came, however deep. Their size is bounded where they come in. */
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(100_000)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final String ENTITIES = "entities";

    /** The fields of an entity that are not attributes; {@code user} is one as an object. */
    private static final Set<String> NO_ATTRIBUTES = Set.of("type", "offset", "length", "user");

    private DetailsColumn() {}

    static String write(Optional<MessageDetails> details) {
        return details.map(DetailsColumn::written).orElse("");
    }

    private static String written(MessageDetails details) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("media", details.media().key());
        MessageSender sender = details.sender();
        putNumber(node, "user", sender.userId());
        putNumber(node, "chat", sender.chatId());
        putText(node, "username", sender.username());
        putText(node, "name", sender.name());
        putText(node, "signature", sender.signature());
        putNumber(node, "topic", details.topic());
        putText(node, "file", details.file());
        putNumber(node, "album", details.inAlbum() ? 1 : 0);
        write(details.display(), node);
        if (!details.entities().isEmpty()) {
            node.putRawValue(ENTITIES, new RawValue(details.entities()));
        }
        details.facts().ifPresent(facts -> write(facts, node.putObject("facts")));
        details.body().ifPresent(body -> write(body, node.putObject("body")));
        return node.toString();
    }

    private static void write(Display display, ObjectNode node) {
        putNumber(node, "spoiler", display.spoiler() ? 1 : 0);
        putNumber(node, "above", display.captionAbove() ? 1 : 0);
        putText(node, "cover", display.cover());
        putNumber(node, "start", display.start());
        LinkPreview preview = display.linkPreview();
        if (!preview.equals(LinkPreview.DEFAULT)) {
            ObjectNode options = node.putObject("link_preview");
            putFlag(options, "is_disabled", preview.disabled());
            putText(options, "url", preview.url());
            putFlag(options, "prefer_small_media", preview.small());
            putFlag(options, "prefer_large_media", preview.large());
            putFlag(options, "show_above_text", preview.above());
        }
    }

    private static void write(Facts facts, ObjectNode node) {
        putNumber(node, "date", facts.seconds());
        putText(node, "chat", facts.chat());
        putText(node, "name", facts.name());
        putText(node, "type", facts.type());
        putNumber(node, "bytes", facts.bytes());
        putText(node, "preview", facts.preview());
        putText(node, "public", facts.publicName());
        putText(node, "content", facts.content());
        if (!facts.urls().isEmpty()) {
            ArrayNode urls = node.putArray("urls");
            facts.urls().forEach(urls::add);
        }
    }

    private static void write(FormattedText body, ObjectNode node) {
        node.put("text", body.text());
        if (!body.entities().isEmpty()) {
            ArrayNode array = node.putArray(ENTITIES);
            for (Entity entity : body.entities()) {
                ObjectNode one = array.addObject();
                one.put("type", entity.type()).put("offset", entity.offset()).put("length", entity.length());
                entity.attributes().forEach((name, value) -> {
                    if (name.equals("user_id")) {
                        one.putObject("user").put("id", value);
                    } else {
                        one.put(name, value);
                    }
                });
            }
        }
    }

    /** The details in a column. Those that cannot be read are none: the message goes on as one that came in before there were steps. */
    static Optional<MessageDetails> read(String json) {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(details(MAPPER.readTree(json)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "the details of a message in the store cannot be read, it goes on without them: {0}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static MessageDetails details(JsonNode node) {
        String key = node.path("media").asText();
        JsonNode entities = node.path(ENTITIES);
        return new MessageDetails(
                Arrays.stream(MediaType.values())
                        .filter(type -> type.key().equals(key))
                        .findFirst()
                        .orElse(MediaType.OTHER),
                new MessageSender(
                        node.path("user").asLong(),
                        node.path("chat").asLong(),
                        node.path("username").asText(),
                        node.path("name").asText(),
                        node.path("signature").asText()),
                node.path("topic").asInt(),
                entities.isArray() ? entities.toString() : "",
                node.path("file").asText(),
                node.path("album").asInt() == 1,
                display(node),
                Optional.of(node.path("facts")).filter(JsonNode::isObject).map(DetailsColumn::facts),
                Optional.of(node.path("body")).filter(JsonNode::isObject).map(DetailsColumn::body));
    }

    private static Display display(JsonNode node) {
        JsonNode options = node.path("link_preview");
        return new Display(
                node.path("spoiler").asInt() == 1,
                node.path("above").asInt() == 1,
                new LinkPreview(
                        options.path("is_disabled").asBoolean(false),
                        options.path("url").asText(),
                        options.path("prefer_small_media").asBoolean(false),
                        options.path("prefer_large_media").asBoolean(false),
                        options.path("show_above_text").asBoolean(false)),
                node.path("cover").asText(),
                node.path("start").asInt());
    }

    private static Facts facts(JsonNode node) {
        return new Facts(
                node.path("date").asLong(),
                node.path("chat").asText(),
                node.path("name").asText(),
                node.path("type").asText(),
                node.path("bytes").asLong(),
                node.path("preview").asText(),
                node.path("public").asText(),
                node.path("content").asText(),
                node.path("urls").valueStream().map(JsonNode::asText).toList());
    }

    private static FormattedText body(JsonNode node) {
        List<Entity> entities = new ArrayList<>();
        for (JsonNode entity : node.path(ENTITIES)) {
            Map<String, String> attributes = new HashMap<>();
            entity.properties().forEach(field -> {
                if (!NO_ATTRIBUTES.contains(field.getKey())) {
                    attributes.put(field.getKey(), field.getValue().asText());
                }
            });
            if (entity.has("user")) {
                attributes.put("user_id", entity.path("user").path("id").asText());
            }
            entities.add(new Entity(
                    entity.path("type").asText(),
                    entity.path("offset").asInt(),
                    entity.path("length").asInt(),
                    attributes));
        }
        return new FormattedText(node.path("text").asText(), entities);
    }

    private static void putNumber(ObjectNode node, String name, long value) {
        if (value != 0) {
            node.put(name, value);
        }
    }

    private static void putText(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static void putFlag(ObjectNode node, String name, boolean value) {
        if (value) {
            node.put(name, true);
        }
    }
}
