package sluice.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A message that a person or channel is about to post. Begun with {@link Simulator#draft}; {@link #post()} posts it.
 * For one thread.
 */
public final class Draft {
    private final Engine engine;
    private final Posting posting;
    private final long chat;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private boolean service;
    private boolean guarded;
    private long from;
    private long id;
    private long thread;
    private long replyTo;
    private String group;
    private Duration age = Duration.ZERO;
    private Instant date;

    Draft(Engine engine, Posting posting, long chat) {
        this.engine = engine;
        this.posting = posting;
        this.chat = chat;
    }

    /**
     * A text; one that begins with {@code /} gets its {@code bot_command} entity.
     *
     * @param text what it says
     * @return this draft
     */
    public Draft text(String text) {
        fields.put("text", text);
        if (text.startsWith("/") && !fields.has("entities")) {
            int end = text.indexOf(' ');
            ArrayNode entities = fields.putArray("entities");
            Markup.add(entities, "bot_command", 0, end < 0 ? text.length() : end, null);
        }
        return this;
    }

    /**
     * A caption of any length, for the media.
     *
     * @param caption what it says
     * @return this draft
     */
    public Draft caption(String caption) {
        fields.put("caption", caption);
        return this;
    }

    /**
     * A photo.
     *
     * @return this draft
     */
    public Draft photo() {
        fields.set("photo", SendMethods.sizes(file("photos", "photo.jpg", bytes("a photo"))));
        return this;
    }

    /**
     * The moving part of a live photo, beside its {@link #photo}.
     *
     * @return this draft
     */
    public Draft live() {
        ObjectNode video = Files.json(file("videos", "live.mp4", bytes("a live photo")));
        fields.set("live_photo", video.put("width", 320).put("height", 240).put("duration", 3));
        return this;
    }

    /**
     * A video.
     *
     * @return this draft
     */
    public Draft video() {
        ObjectNode video = Files.json(file("videos", "video.mp4", bytes("a video")));
        fields.set("video", video.put("width", 320).put("height", 240).put("duration", 3));
        return this;
    }

    /**
     * A document.
     *
     * @param name its file name
     * @return this draft
     */
    public Draft document(String name) {
        return document(name, bytes("a document"));
    }

    /**
     * A document that can be downloaded.
     *
     * @param name its file name
     * @param content its bytes
     * @return this draft
     */
    public Draft document(String name, byte[] content) {
        ObjectNode document = Files.json(file("documents", name, content.clone()));
        fields.set("document", document.put("file_name", name));
        return this;
    }

    /**
     * A sticker.
     *
     * @return this draft
     */
    public Draft sticker() {
        ObjectNode sticker = Files.json(file("stickers", "sticker.webp", bytes("a sticker")));
        sticker.put("type", "regular").put("width", 512).put("height", 512);
        fields.set("sticker", sticker.put("is_animated", false).put("is_video", false));
        return this;
    }

    /**
     * A poll.
     *
     * @param question what it asks
     * @return this draft
     */
    public Draft poll(String question) {
        poll(question, "regular");
        return this;
    }

    /**
     * A quiz whose answer the bot does not know; it cannot be copied.
     *
     * @param question what it asks
     * @return this draft
     */
    public Draft quiz(String question) {
        poll(question, "quiz");
        return this;
    }

    /**
     * A quiz whose answer is known.
     *
     * @param question what it asks
     * @param correct the right option, 0 or 1
     * @return this draft
     */
    public Draft quiz(String question, int correct) {
        poll(question, "quiz").put("correct_option_id", correct);
        return this;
    }

    private ObjectNode poll(String question, String type) {
        ObjectNode poll = fields.putObject("poll");
        poll.put("id", "simulated-poll").put("question", question);
        ArrayNode options = poll.putArray("options");
        options.addObject().put("text", "one").put("voter_count", 0);
        options.addObject().put("text", "two").put("voter_count", 0);
        poll.put("total_voter_count", 0).put("is_closed", false).put("is_anonymous", true);
        return poll.put("type", type).put("allows_multiple_answers", false);
    }

    /**
     * Entities of the text, or of the caption if there is one.
     *
     * @param json an array of MessageEntity
     * @return this draft
     */
    public Draft entities(String json) {
        fields.set(fields.has("caption") ? "caption_entities" : "entities", Json.literal(json));
        return this;
    }

    /**
     * A member of an album.
     *
     * @param id the media group id
     * @return this draft
     */
    public Draft mediaGroup(String id) {
        group = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Content that its owner protected: neither forwarded nor copied.
     *
     * @return this draft
     */
    public Draft protectedContent() {
        guarded = true;
        return this;
    }

    /**
     * A service message.
     *
     * @param field what it tells, for example {@code new_chat_title}
     * @param json the field's value, for example {@code "\"New title\""}
     * @return this draft
     */
    public Draft service(String field, String json) {
        service = true;
        return with(field, json);
    }

    /**
     * The service message about somebody who joined.
     *
     * @param user who
     * @return this draft
     */
    public Draft newMember(long user) {
        service = true;
        fields.putArray("new_chat_members").add(posting.user(user));
        return this;
    }

    /**
     * The service message about somebody who left.
     *
     * @param user who
     * @return this draft
     */
    public Draft leftMember(long user) {
        service = true;
        fields.set("left_chat_member", posting.user(user));
        return this;
    }

    /**
     * The service message about a pinned message.
     *
     * @param pinned a post in the same chat
     * @return this draft
     */
    public Draft pinned(Post pinned) {
        service = true;
        fields.set("pinned_message", posting.json(pinned));
        return this;
    }

    /**
     * The service message about a new title.
     *
     * @param title the chat's new title
     * @return this draft
     */
    public Draft newTitle(String title) {
        service = true;
        fields.put("new_chat_title", title);
        return this;
    }

    /**
     * Any field of the Bot API's Message.
     *
     * @param field its name
     * @param json its value
     * @return this draft
     */
    public Draft with(String field, String json) {
        fields.set(field, Json.literal(json));
        return this;
    }

    /**
     * Marks it as forwarded from another message.
     *
     * @param original a message of any chat
     * @return this draft
     */
    public Draft forwardOf(Post original) {
        fields.set("forward_origin", posting.originOf(original));
        return this;
    }

    /**
     * Answers another message.
     *
     * @param messageId in the same chat
     * @return this draft
     */
    public Draft replyTo(long messageId) {
        replyTo = messageId;
        return this;
    }

    /**
     * In a forum topic, which is made if it is not there.
     *
     * @param id the topic's {@code message_thread_id}
     * @return this draft
     */
    public Draft thread(long id) {
        thread = id;
        return this;
    }

    /**
     * The author of the message, in groups; not known to channels.
     *
     * @param user a user's id
     * @return this draft
     */
    public Draft from(long user) {
        from = user;
        return this;
    }

    /**
     * Its own message id, to repeat one or to come out of order; the next free one unless said so.
     *
     * @param messageId 1 or more
     * @return this draft
     */
    public Draft id(long messageId) {
        if (messageId < 1) {
            throw new IllegalArgumentException("messageId must be 1 or more, not " + messageId);
        }
        id = messageId;
        return this;
    }

    /**
     * Posted this long ago: its date, and how long its update has waited.
     *
     * @param value zero or more
     * @return this draft
     */
    public Draft age(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("age must not be negative, but is " + value);
        }
        age = value;
        return this;
    }

    /**
     * The date that it carries, whenever it is posted.
     *
     * @param value second precision
     * @return this draft
     */
    public Draft date(Instant value) {
        date = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Posts it and tells the bot.
     *
     * @return where it stands
     */
    public Post post() {
        return posting.post(this, true);
    }

    /**
     * Puts it into the chat without an update, like a message from before the bot came.
     *
     * @return where it stands
     */
    public Post place() {
        return posting.post(this, false);
    }

    /**
     * {@return this, a photo}
     *
     * @param content the bytes of its file
     */
    public Draft photo(byte[] content) {
        fields.set("photo", SendMethods.sizes(file("photos", "photo.jpg", content.clone())));
        return this;
    }

    /**
     * {@return this, a video with a small picture of it}
     *
     * @param content the bytes of its file
     * @param thumbnail the bytes of the picture
     */
    public Draft video(byte[] content, byte[] thumbnail) {
        ObjectNode video = Files.json(file("videos", "video.mp4", content.clone()));
        video.put("width", 320).put("height", 240).put("duration", 3);
        video.put("file_name", "video.mp4").put("mime_type", "video/mp4");
        ObjectNode picture = Files.json(file("thumbnails", "thumbnail.jpg", thumbnail.clone()));
        video.set("thumbnail", picture.put("width", 90).put("height", 67));
        fields.set("video", video);
        return this;
    }

    private Files.Stored file(String folder, String name, byte[] content) {
        engine.lock.lock();
        try {
            return engine.world.files().add(folder, name, content);
        } finally {
            engine.lock.unlock();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    long chat() {
        return chat;
    }

    /** {@return the message, not yet in its chat} */
    Message message(Chat place, long now) {
        long number = id == 0 ? place.takeId() : id;
        place.claimId(number);
        long writer = switch (place.type()) {
            case CHANNEL -> 0;
            case PRIVATE -> place.id();
            case GROUP, SUPERGROUP -> from == 0 ? World.SOMEBODY : from;
        };
        long time = date == null ? now - age.toSeconds() : date.getEpochSecond();
        var content = new Content(fields.deepCopy(), service, guarded);
        var message = new Message(place, number, time, writer, Via.POSTED, null, content);
        message.group = group;
        message.replyTo = replyTo;
        message.thread = thread;
        if (thread != 0) {
            place.topic(thread);
        }
        return message;
    }

    long since(long now) {
        return now - age.toSeconds();
    }
}
