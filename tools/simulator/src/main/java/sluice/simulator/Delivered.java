package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the bot that stands in a chat, as it shows now: after its last edit.
 *
 * @param chat the chat's id
 * @param messageId its id there
 * @param via sent, forwarded or copied
 * @param text its text or caption, null if it has neither
 * @param sourceChat where it was forwarded or copied from, 0 if the bot wrote it
 * @param sourceId the message there, 0 if the bot wrote it
 * @param originChat where the chain of forwards and copies began; this chat if the bot wrote it
 * @param originId the message there; this one if the bot wrote it
 * @param mediaGroup its album, null if it is in none
 * @param replyTo the message it answers, 0 if none
 * @param thread its topic, 0 if none
 * @param message the Bot API's Message object
 */
public record Delivered(
        long chat,
        long messageId,
        Via via,
        String text,
        long sourceChat,
        long sourceId,
        long originChat,
        long originId,
        String mediaGroup,
        long replyTo,
        long thread,
        JsonNode message) {

    /** {@return the labels of the buttons under it, row by row} */
    public List<List<String>> buttons() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : message.path("reply_markup").path("inline_keyboard")) {
            rows.add(row.valueStream()
                    .map(button -> button.path("text").asText())
                    .toList());
        }
        return List.copyOf(rows);
    }

    static Delivered of(Message message, World world) {
        return new Delivered(
                message.chat.id(),
                message.id,
                message.via,
                message.content.words(),
                message.sourceChat,
                message.sourceId,
                message.rootChat,
                message.rootId,
                message.group,
                message.replyTo,
                message.thread,
                json(message, world));
    }

    /** Telegram does not tell the bot of a keyboard below the chat; here it shows. */
    private static JsonNode json(Message message, World world) {
        ObjectNode json = world.json(message);
        return message.markup == null ? json : json.set("reply_markup", message.markup);
    }
}
