package sluice.engine.notes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteMessage;

/** A note as JSON, as {@code docs/notes.md} describes it. */
public final class NoteJson {

    private NoteJson() {}

    public static ObjectNode of(Note note) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", note.id());
        node.put("date", note.date().toString());
        node.put("watch", note.watch());
        node.put("chat_id", note.chatId());
        node.put("chat", note.chat());
        node.put("sender", note.sender());
        node.put("text", note.text());
        ArrayNode messages = node.putArray("message_ids");
        note.messages().forEach(message -> messages.add(message.messageId()));
        ArrayNode all = node.putArray("media");
        for (int number = 1; number <= note.messages().size(); number++) {
            NoteMessage message = note.messages().get(number - 1);
            String address = "/notes/media/" + note.id() + "/" + number;
            message.media().ifPresent(media -> write(media, message.messageId(), address, all.addObject()));
        }
        return node;
    }

    private static void write(NoteMedia media, int messageId, String address, ObjectNode node) {
        node.put("message_id", messageId);
        node.put("kind", media.kind().key());
        node.put("type", media.type());
        node.put("name", media.name());
        node.put("bytes", media.bytes());
        node.put("remark", media.remark());
        node.put("path", media.isKept() ? address : "");
    }
}
