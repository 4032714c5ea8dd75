package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** sendMessage, sendPhoto, sendDocument, sendMediaGroup. */
final class SendMethods {
    /** UTF-16 units. */
    static final int MAX_TEXT = 4096;
    /** UTF-16 units. */
    static final int MAX_CAPTION = 1024;

    static final String PREVIEW = "link_preview_options";
    static final String ABOVE = "show_caption_above_media";

    private static final int MAX_GROUP = 10;
    private static final Set<String> GROUPED = Set.of("photo", "live_photo", "video", "document", "audio");

    private final World world;
    private final Outbox outbox;

    SendMethods(World world, Outbox outbox) {
        this.world = world;
        this.outbox = outbox;
    }

    Map<String, Method> methods() {
        return Map.of(
                "sendMessage", this::message,
                "sendPhoto", this::photo,
                "sendDocument", this::document,
                "sendMediaGroup", this::mediaGroup);
    }

    private JsonNode message(Parameters parameters) {
        Content content = text(parameters);
        return world.json(outbox.send(Placing.of(parameters, world), content));
    }

    private JsonNode photo(Parameters parameters) {
        Files.Stored file = file(parameters, "photo", "photos", "photo.jpg");
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.set("photo", sizes(file));
        return media(parameters, fields);
    }

    private JsonNode document(Parameters parameters) {
        Files.Stored file = file(parameters, "document", "documents", "file");
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        Parameters.Upload upload = parameters.files().get("document");
        String name = upload == null ? file.path().substring(file.path().indexOf('/') + 1) : upload.name();
        fields.set("document", Files.json(file).put("file_name", name));
        return media(parameters, fields);
    }

    /** Files are named by their ids; documents and audio stand among their like. */
    private JsonNode mediaGroup(Parameters parameters) {
        JsonNode media = parameters.json("media");
        if (media == null || !media.isArray() || media.size() < 2 || media.size() > MAX_GROUP) {
            throw ApiError.badRequest("group must have from 2 to " + MAX_GROUP + " media");
        }
        Placing placing = Placing.of(parameters, world);
        List<Content> members = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (JsonNode item : media) {
            String type = item.path("type").asText();
            members.add(input(world, item));
            kinds.add(type.equals("video") || type.equals("live_photo") ? "photo" : type);
        }
        if (kinds.size() > 1) {
            throw ApiError.badRequest("media of different kinds can't be mixed in one album");
        }
        String group = world.newGroup();
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        members.forEach(content -> result.add(world.json(outbox.send(placing, content, group))));
        return result;
    }

    /** {@return the content of an InputMedia, whose file is named by its id} */
    static Content input(World world, JsonNode item) {
        String type = item.path("type").asText();
        if (!GROUPED.contains(type) || !item.isObject()) {
            throw ApiError.badRequest("can't parse InputMedia: type must be one of " + GROUPED);
        }
        Parameters one = new Parameters((ObjectNode) item, Map.of());
        Files.Stored file = world.files().find(one.text("media"));
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.set(type, type.equals("photo") ? sizes(file) : Files.json(file));
        if (type.equals("live_photo")) {
            fields.set("photo", sizes(world.files().find(one.text("photo"))));
        }
        Markup caption = caption(one);
        return new Content(fields, false, false)
                .withCaption(caption.text(), caption.entities())
                .with(ABOVE, above(one));
    }

    private JsonNode media(Parameters parameters, ObjectNode fields) {
        Markup caption = caption(parameters);
        Content content = new Content(fields, false, false).withCaption(caption.text(), caption.entities());
        return world.json(outbox.send(Placing.of(parameters, world), content));
    }

    static Content text(Parameters parameters) {
        Markup markup = Markup.of(parameters, "text", "entities");
        if (markup.text().isBlank()) {
            throw ApiError.badRequest("message text is empty");
        }
        if (markup.text().length() > MAX_TEXT) {
            throw ApiError.badRequest("message is too long");
        }
        return Content.text(markup.text(), markup.entities()).with(PREVIEW, parameters.json(PREVIEW));
    }

    /** {@return true if the caption stands above the media; null for below} */
    static JsonNode above(Parameters parameters) {
        return parameters.flag(ABOVE) ? BooleanNode.TRUE : null;
    }

    static Markup caption(Parameters parameters) {
        Markup caption = Markup.of(parameters, "caption", "caption_entities");
        if (caption.text().length() > MAX_CAPTION) {
            throw ApiError.badRequest("message caption is too long");
        }
        return caption;
    }

    /** {@return one photo in one size, as the array that the Bot API has for it} */
    static ArrayNode sizes(Files.Stored file) {
        ArrayNode sizes = JsonNodeFactory.instance.arrayNode();
        sizes.add(Files.json(file).put("width", 90).put("height", 67));
        return sizes;
    }

    private Files.Stored file(Parameters parameters, String field, String folder, String fallbackName) {
        String named = parameters.text(field);
        Parameters.Upload upload = parameters.files().get(field);
        if (upload == null && named != null && named.startsWith("attach://")) {
            upload = parameters.files().get(named.substring("attach://".length()));
        }
        if (upload != null) {
            if (upload.content().length == 0) {
                throw ApiError.badRequest("file must be non-empty");
            }
            String name = upload.name().isEmpty() ? fallbackName : upload.name();
            return world.files().add(folder, name, upload.content());
        }
        if (named == null) {
            throw ApiError.badRequest("there is no " + field + " in the request");
        }
        return world.files().find(named);
    }
}
