package sluice.app.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sluice.api.FormattedText;
import sluice.app.config.Config;
import sluice.app.content.Entities;
import sluice.app.time.Timeline;

/** The calls that Sluice makes. They block the calling thread up to a time limit. This class is thread-safe. */
public final class BotApi implements AutoCloseable {

    /** How long a download may take: 20 MB over a slow line, and not for ever. */
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    private final HttpTransport transport;
    private final Duration limit;

    /**
     * A client for one bot.
     *
     * @param telegram where, and with which token
     * @param limit the time limit of a call
     * @param timeline where time limits are kept
     */
    public BotApi(Config.Telegram telegram, Duration limit, Timeline timeline) {
        this.transport = new HttpTransport(telegram, timeline);
        this.limit = limit;
    }

    /**
     * Asks who the bot is.
     *
     * @return the answer, whose result has a {@code username}
     */
    public ApiAnswer me() {
        return call("getMe", JsonNodeFactory.instance.objectNode(), limit);
    }

    /**
     * Asks whether a chat can be read.
     *
     * @param chatId the chat
     * @return {@code false} only when the server says so
     */
    public boolean canRead(long chatId) {
        ApiAnswer answer = call("getChat", JsonNodeFactory.instance.objectNode().put("chat_id", chatId), limit);
        return !(answer instanceof ApiAnswer.Refused refused && (refused.code() == 400 || refused.code() == 403));
    }

    /**
     * Starts a poller, which has its own calls and can be interrupted.
     *
     * @param pollTimeout how long Telegram may hold the answer back
     * @return the poller
     */
    public Poller poller(Duration pollTimeout) {
        return new Poller(transport, pollTimeout);
    }

    /**
     * The calls by which the bot talks with people.
     *
     * @return them, with the same time limit
     */
    public ChatCalls chat() {
        return new ChatCalls(
                (method, request) -> call(method, request, limit),
                (method, upload) -> transport.call(method, upload, limit));
    }

    /**
     * Forwards messages, as an album where there are several.
     *
     * @param to where to
     * @param fromChat where they stand
     * @param messageIds their ids, rising
     * @return what came of it
     */
    public Reply forward(Target to, long fromChat, List<Integer> messageIds) {
        ObjectNode request = pass(to, fromChat, messageIds);
        return send(messageIds.size() == 1 ? "forwardMessage" : "forwardMessages", request);
    }

    /**
     * Copies messages, as an album where there are several. Captions stay as they are.
     *
     * @param to where to
     * @param fromChat where they stand
     * @param messageIds their ids, rising
     * @return what came of it
     */
    public Reply copy(Target to, long fromChat, List<Integer> messageIds) {
        ObjectNode request = pass(to, fromChat, messageIds);
        if (messageIds.size() > 1) {
            return send("copyMessages", request);
        }
        to.putReply(request);
        return send("copyMessage", request);
    }

    /**
     * Copies one message with another caption.
     *
     * @param to where to
     * @param fromChat where it stands
     * @param messageId its id
     * @param caption the new caption, at most 1,024 UTF-16 units; empty for none
     * @param above whether it stands above the media
     * @return what came of it
     */
    public Reply copy(Target to, long fromChat, int messageId, FormattedText caption, boolean above) {
        ObjectNode request = pass(to, fromChat, List.of(messageId));
        to.putReply(request);
        request.put("caption", caption.text());
        putEntities(request, "caption_entities", caption);
        if (above && !caption.isEmpty()) {
            request.put("show_caption_above_media", true);
        }
        return send("copyMessage", request);
    }

    /**
     * Copies an album and leaves its captions out.
     *
     * @param to where to
     * @param fromChat where it stands
     * @param messageIds its ids, rising
     * @return what came of it
     */
    public Reply copyWithoutCaptions(Target to, long fromChat, List<Integer> messageIds) {
        return send("copyMessages", pass(to, fromChat, messageIds).put("remove_caption", true));
    }

    /**
     * Sends an album of files that Telegram has.
     *
     * @param to where to
     * @param members 2 to 10, in their order
     * @return what came of it
     */
    public Reply album(Target to, List<AlbumMember> members) {
        ObjectNode request = to.put(JsonNodeFactory.instance.objectNode());
        to.putReply(request);
        ArrayNode media = request.putArray("media");
        members.forEach(member -> member.write(media.addObject()));
        return send("sendMediaGroup", request);
    }

    /**
     * Sends a text with its formatting.
     *
     * @param to where to
     * @param text 1 to 4,096 UTF-16 units
     * @return what came of it
     */
    public Reply text(Target to, FormattedText text) {
        ObjectNode request = to.put(JsonNodeFactory.instance.objectNode()).put("text", text.text());
        to.putReply(request);
        putEntities(request, "entities", text);
        return send("sendMessage", request);
    }

    /**
     * Changes the text or caption of a message of the bot.
     *
     * @param chatId its chat
     * @param messageId its id there
     * @param caption whether it is a caption
     * @param text what it is to say
     * @return what came of it
     */
    public Reply edit(long chatId, int messageId, boolean caption, FormattedText text) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("chat_id", chatId).put("message_id", messageId).put(caption ? "caption" : "text", text.text());
        putEntities(request, caption ? "caption_entities" : "entities", text);
        return send(caption ? "editMessageCaption" : "editMessageText", request);
    }

    /**
     * Asks where a file can be had.
     *
     * @param fileId its id
     * @return the answer, whose result has a {@code file_path}
     */
    public ApiAnswer file(String fileId) {
        return call("getFile", JsonNodeFactory.instance.objectNode().put("file_id", fileId), limit);
    }

    /**
     * Downloads a file. It is written as it comes and never held in memory.
     *
     * @param path its {@code file_path}
     * @param to where it is written; not closed
     * @param maxBytes the most that is taken
     * @return what came of it
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    public Download download(String path, OutputStream to, long maxBytes) {
        return FilePath.encoded(path)
                .map(encoded -> transport.download(encoded, to, maxBytes, DOWNLOAD_LIMIT))
                .orElse(new Download.Failed(new ApiAnswer.Refused(
                        400, "the server does not give its files out", Optional.empty(), Optional.empty())));
    }

    /** What forwarding and copying have in common. */
    private ObjectNode pass(Target to, long fromChat, List<Integer> messageIds) {
        ObjectNode request = to.put(JsonNodeFactory.instance.objectNode()).put("from_chat_id", fromChat);
        if (messageIds.size() == 1) {
            return request.put("message_id", messageIds.getFirst());
        }
        messageIds.forEach(request.putArray("message_ids")::add);
        return request;
    }

    private static void putEntities(ObjectNode request, String field, FormattedText text) {
        String entities = Entities.json(text);
        if (!entities.isEmpty()) {
            request.putRawValue(field, new RawValue(entities));
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private Reply send(String method, ObjectNode request) {
        return Replies.of(call(method, request, limit));
    }

    private ApiAnswer call(String method, ObjectNode request, Duration within) {
        return transport.call(method, request.toString().getBytes(StandardCharsets.UTF_8), within);
    }
}
