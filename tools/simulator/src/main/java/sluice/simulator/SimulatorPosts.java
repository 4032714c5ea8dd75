package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The messages, edits and button presses of the users of a {@link Simulator}. This class is thread-safe. */
public abstract sealed class SimulatorPosts extends SimulatorChats permits SimulatorCalls {

    SimulatorPosts(SimulatorOptions options) {
        super(options);
    }

    /**
     * {@return a message to fill in and post}
     *
     * @param chat the id of the chat in which it is posted
     */
    public final Draft draft(long chat) {
        return new Draft(engine, posting, chat);
    }

    /**
     * Posts a text.
     *
     * @param chat the id of the chat in which it is posted
     * @param text what it says
     * @return where it stands
     */
    public final Post post(long chat, String text) {
        return draft(chat).text(text).post();
    }

    /**
     * Posts an album of photos, one update for each.
     *
     * @param chat the id of the chat in which it is posted
     * @param groupId the media group id
     * @param captions one for each member; null or empty for none
     * @return the members, in order
     */
    public final List<Post> album(long chat, String groupId, String... captions) {
        List<Post> posts = new ArrayList<>();
        for (String caption : captions) {
            Draft draft = draft(chat).photo().mediaGroup(groupId);
            posts.add((caption == null || caption.isEmpty() ? draft : draft.caption(caption)).post());
        }
        return posts;
    }

    /**
     * Edits a text, or the caption where there is no text.
     *
     * @param post the message
     * @param words what it says now
     * @return the same message with the update that tells of the edit
     */
    public final Post edit(Post post, String words) {
        return posting.edit(post, words);
    }

    /**
     * Edits any field of a message, or nothing that the bot is told of.
     *
     * @param post the message
     * @param field its name in the Bot API's Message
     * @param json its value now; null takes it away
     * @return the same message with the update that tells of the edit
     */
    public final Post edit(Post post, String field, String json) {
        return posting.edit(post, content -> content.with(field, json == null ? null : Json.literal(json)));
    }

    /**
     * Edits a text so that it is a photo with a caption, as bots may.
     *
     * @param post the message
     * @param photo what the Bot API's Message has as its photo
     * @param caption what it says now
     * @return the same message with the update that tells of the edit
     */
    public final Post editToPhoto(Post post, String photo, String caption) {
        return posting.edit(
                post,
                content -> content.with("text", null)
                        .with("entities", null)
                        .with("photo", Json.literal(photo))
                        .withCaption(caption, null));
    }

    /**
     * Deletes a message; bots are not told.
     *
     * @param post the message
     */
    public final void delete(Post post) {
        posting.delete(post);
    }

    /**
     * Tells of the same message again in a new update.
     *
     * @param post the message
     * @return the same message with the new update
     */
    public final Post redeliver(Post post) {
        return posting.redeliver(post);
    }

    /**
     * Queues an update of any shape, whatever types the bot asked for.
     *
     * @param json a JSON object, sent as it is; an {@code update_id} is put in where there is none
     * @return the update id
     */
    public final long rawUpdate(String json) {
        return posting.raw(json);
    }

    /**
     * Numbers updates anew, as Telegram does after a week without any: from then on by rising numbers again, but an offset
     * from before may be above all of them, and then confirms all.
     *
     * @param next the id of the next update, 1 or more
     */
    public final void restartUpdateIds(long next) {
        if (next < 1) {
            throw new IllegalArgumentException("next must be 1 or more, not " + next);
        }
        posting.restart(next);
    }

    /**
     * Presses a button under a message in the private chat with a user, whether or not it stands there.
     *
     * @param user who presses
     * @param messageId the message that carries the button
     * @param data the button's data
     * @return the callback query's id
     */
    public final String callback(long user, long messageId, String data) {
        return callback(user, user, messageId, data);
    }

    /**
     * Presses a button that stands under a message in the private chat with a user.
     *
     * @param user who presses
     * @param messageId the message
     * @param label what the button says
     * @return the callback query's id
     * @throws IllegalArgumentException when there is no such button now; the message tells which there are
     */
    public final String tap(long user, long messageId, String label) {
        return posting.tap(user, user, messageId, label);
    }

    /**
     * {@return the labels of the keyboard below the private chat with a user; empty while there is none}
     *
     * @param user whose chat
     */
    public final List<String> keyboard(long user) {
        return posting.keyboard(user)
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(button -> button.path("text").asText())
                .toList();
    }

    /**
     * Chooses a chat by a button of the keyboard below the private chat with a user, which must be there.
     *
     * @param user who chooses
     * @param label what the button says
     * @param chat the chat that is chosen
     */
    public final void choose(long user, String label, long chat) {
        JsonNode button = posting.keyboard(user)
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(one -> one.path("text").asText().equals(label) && one.has("request_chat"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no button `" + label + "` that asks for a chat but " + keyboard(user)));
        draft(user)
                .service(
                        "chat_shared",
                        "{\"request_id\":"
                                + button.path("request_chat").path("request_id").asText() + ",\"chat_id\":" + chat
                                + "}")
                .post();
    }

    /**
     * Presses a button under a message in any chat, whether or not it stands there.
     *
     * @param user who presses
     * @param chat where the message stands
     * @param messageId the message that carries the button
     * @param data the button's data
     * @return the callback query's id
     */
    public final String callback(long user, long chat, long messageId, String data) {
        return posting.callback(user, chat, messageId, data);
    }

    /**
     * Posts many texts, round the chats in turn, which are made only when they are asked for.
     *
     * @param chats where to, each once
     * @param count how many in all, 1 or more
     * @return what was posted
     */
    public final Flood flood(List<Long> chats, long count) {
        return flood(chats, count, index -> "message " + index);
    }

    /**
     * Posts many texts, round the chats in turn, which are made only when they are asked for.
     *
     * @param chats where to, each once
     * @param count how many in all, 1 or more
     * @param text the text for each place from 0; called while the simulator is locked, more than once, and must give
     *     the same each time
     * @return what was posted
     */
    public final Flood flood(List<Long> chats, long count, LongFunction<String> text) {
        return posting.flood(chats, count, text);
    }
}
