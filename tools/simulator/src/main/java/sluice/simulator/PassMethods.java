package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** forwardMessage, forwardMessages, copyMessage, copyMessages. */
final class PassMethods {
    private static final int MAX_IDS = 100;

    private final World world;
    private final Outbox outbox;

    PassMethods(World world, Outbox outbox) {
        this.world = world;
        this.outbox = outbox;
    }

    Map<String, Method> methods() {
        return Map.of(
                "forwardMessage",
                this::forward,
                "forwardMessages",
                parameters -> several(parameters, Via.FORWARDED),
                "copyMessage",
                this::copy,
                "copyMessages",
                parameters -> several(parameters, Via.COPIED));
    }

    private JsonNode forward(Parameters parameters) {
        Placing placing = Placing.of(parameters, world);
        Message source = one(parameters, Via.FORWARDED);
        return world.json(outbox.pass(placing, Via.FORWARDED, source, source.content, null));
    }

    private JsonNode copy(Parameters parameters) {
        Placing placing = Placing.of(parameters, world);
        Message source = one(parameters, Via.COPIED);
        Content content = source.content;
        // a caption of any length is copied as it is; the limit is on one that is given
        if (parameters.has("caption")) {
            Markup caption = SendMethods.caption(parameters);
            if (content.takesCaption()) {
                content = content.withCaption(caption.text(), caption.entities())
                        .with(SendMethods.ABOVE, SendMethods.above(parameters));
            }
        }
        Message copy = outbox.pass(placing, Via.COPIED, source, content, null);
        return JsonNodeFactory.instance.objectNode().put("message_id", copy.id);
    }

    private Message one(Parameters parameters, Via via) {
        String verb = verb(via);
        Chat from = world.readable(parameters, "from_chat_id");
        if (!parameters.has("message_id")) {
            throw ApiError.badRequest("message identifier is not specified");
        }
        Message source = from.find(parameters.number("message_id", 0));
        if (source == null) {
            throw ApiError.badRequest("message to " + verb + " not found");
        }
        if (!allowed(source, via)) {
            throw ApiError.badRequest("message can't be " + (via == Via.COPIED ? "copied" : "forwarded"));
        }
        return source;
    }

    private JsonNode several(Parameters parameters, Via via) {
        Placing placing = Placing.of(parameters, world);
        Chat from = world.readable(parameters, "from_chat_id");
        List<Message> sources = new ArrayList<>();
        Map<String, Integer> albums = new HashMap<>();
        boolean refused = false;
        for (long id : ids(parameters)) {
            Message source = from.find(id);
            if (source != null && allowed(source, via)) {
                sources.add(source);
                albums.merge(source.group == null ? "" : source.group, 1, Integer::sum);
            }
            refused |= source != null && !allowed(source, via);
        }
        if (sources.isEmpty()) {
            throw refused
                    ? ApiError.badRequest("message can't be " + (via == Via.COPIED ? "copied" : "forwarded"))
                    : ApiError.badRequest("there are no messages to " + verb(via));
        }
        return pass(placing, sources, albums, via, parameters.flag("remove_caption"));
    }

    private ArrayNode pass(
            Placing placing, List<Message> sources, Map<String, Integer> albums, Via via, boolean removeCaption) {
        Map<String, String> renamed = new HashMap<>();
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (Message source : sources) {
            boolean alone = source.group == null || albums.get(source.group) < 2;
            String group = alone ? null : renamed.computeIfAbsent(source.group, old -> world.newGroup());
            Content content = source.content;
            if (removeCaption && via == Via.COPIED && content.hasCaption()) {
                content = content.withCaption(null, null);
            }
            Message passed = outbox.pass(placing, via, source, content, group);
            result.addObject().put("message_id", passed.id);
        }
        return result;
    }

    private static boolean allowed(Message source, Via via) {
        boolean open = via == Via.COPIED ? source.content.copyable() : source.content.forwardable();
        return open && !source.chat.guarded();
    }

    private static String verb(Via via) {
        return via == Via.COPIED ? "copy" : "forward";
    }

    private static long[] ids(Parameters parameters) {
        JsonNode given = parameters.json("message_ids");
        if (given == null || !given.isArray() || given.isEmpty()) {
            throw ApiError.badRequest("message identifiers are not specified");
        }
        if (given.size() > MAX_IDS) {
            throw ApiError.badRequest("too many message identifiers specified");
        }
        long[] ids = new long[given.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = given.get(i).asLong();
            if (i > 0 && ids[i] <= ids[i - 1]) {
                throw ApiError.badRequest("message identifiers must be in a strictly increasing order");
            }
        }
        return ids;
    }
}
