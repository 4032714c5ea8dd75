package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Map;
import java.util.Objects;

/** editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup, deleteMessage. */
final class EditMethods {
    private final World world;

    EditMethods(World world) {
        this.world = world;
    }

    Map<String, Method> methods() {
        return Map.of(
                "editMessageText", this::text,
                "editMessageCaption", this::caption,
                "editMessageMedia", this::media,
                "editMessageReplyMarkup", this::markup,
                "deleteMessage", this::delete);
    }

    private JsonNode text(Parameters parameters) {
        Content given = SendMethods.text(parameters);
        Message message = own(parameters);
        if (!message.content.hasText()) {
            throw ApiError.badRequest("there is no text in the message to edit");
        }
        return edit(
                message,
                message.content
                        .withText(given.words(), given.fields().get("entities"))
                        .with(SendMethods.PREVIEW, given.fields().get(SendMethods.PREVIEW)),
                Placing.keyboard(parameters));
    }

    private JsonNode caption(Parameters parameters) {
        Markup given = SendMethods.caption(parameters);
        Message message = own(parameters);
        if (!message.content.takesCaption()) {
            throw ApiError.badRequest("there is no caption in the message to edit");
        }
        return edit(
                message,
                message.content
                        .withCaption(given.text(), given.entities())
                        .with(SendMethods.ABOVE, SendMethods.above(parameters)),
                Placing.keyboard(parameters));
    }

    private JsonNode media(Parameters parameters) {
        return edit(own(parameters), SendMethods.input(world, parameters.json("media")), Placing.keyboard(parameters));
    }

    private JsonNode markup(Parameters parameters) {
        Message message = own(parameters);
        return edit(message, message.content, Placing.keyboard(parameters));
    }

    private JsonNode edit(Message message, Content content, JsonNode markup) {
        if (content.fields().equals(message.content.fields()) && Objects.equals(markup, message.markup)) {
            throw ApiError.badRequest("message is not modified: specified new message content and reply markup are"
                    + " exactly the same as a current content and reply markup of the message");
        }
        message.content = content;
        message.markup = markup;
        message.edited = world.now();
        return world.json(message);
    }

    private Message own(Parameters parameters) {
        Message message = find(parameters, "edit");
        if (!message.byBot() || message.via == Via.FORWARDED) {
            throw ApiError.badRequest("message can't be edited");
        }
        return message;
    }

    private JsonNode delete(Parameters parameters) {
        Message message = find(parameters, "delete");
        if (message.chat.type() == ChatType.PRIVATE && message.content.service()) {
            throw ApiError.badRequest("message can't be deleted");
        }
        message.chat.remove(message);
        return BooleanNode.TRUE;
    }

    private Message find(Parameters parameters, String verb) {
        Chat chat = world.writable(parameters);
        if (!parameters.has("message_id")) {
            throw ApiError.badRequest("message identifier is not specified");
        }
        Message message = chat.find(parameters.number("message_id", 0));
        if (message == null) {
            throw ApiError.badRequest("message to " + verb + " not found");
        }
        return message;
    }
}
