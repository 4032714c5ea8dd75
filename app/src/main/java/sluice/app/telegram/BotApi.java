package sluice.app.telegram;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.CopyMessage;
import org.telegram.telegrambots.meta.api.methods.CopyMessages;
import org.telegram.telegrambots.meta.api.methods.ForwardMessage;
import org.telegram.telegrambots.meta.api.methods.ForwardMessages;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import sluice.api.Payload;
import sluice.app.config.Config;
import sluice.app.time.Timeline;

/** The calls that Sluice makes. They block the calling thread up to a time limit. This class is thread-safe. */
public final class BotApi implements AutoCloseable {

    /**
     * What Jackson refuses to read by default would be refused with every poll again: one odd field that nobody uses must not
     * make the bot deaf. The size of an answer bounds all of it.
     */
    private static final StreamReadConstraints LENIENT = StreamReadConstraints.builder()
            .maxNestingDepth(100_000)
            .maxNumberLength(100_000)
            .maxNameLength((int) HttpTransport.MAX_ANSWER_BYTES)
            .build();

    private final ObjectMapper mapper = new ObjectMapper(
            JsonFactory.builder().streamReadConstraints(LENIENT).build());
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
        this.transport = new HttpTransport(telegram, timeline, mapper);
        this.limit = limit;
    }

    /**
     * Asks who the bot is.
     *
     * @return the answer, whose result has a {@code username}
     */
    public ApiAnswer me() {
        return call(GetMe.builder().build(), limit);
    }

    /**
     * Asks whether a chat can be read.
     *
     * @param chatId the chat
     * @return {@code false} only when the server says so
     */
    public boolean canRead(long chatId) {
        ApiAnswer answer = call(GetChat.builder().chatId(chatId).build(), limit);
        return !(answer instanceof ApiAnswer.Refused refused && (refused.code() == 400 || refused.code() == 403));
    }

    /**
     * Starts a poller, which has its own calls and can be interrupted.
     *
     * @param pollTimeout how long Telegram may hold the answer back
     * @return the poller
     */
    public Poller poller(Duration pollTimeout) {
        return new Poller(transport, mapper, pollTimeout);
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
        String from = Long.toString(fromChat);
        if (messageIds.size() == 1) {
            return send(ForwardMessage.builder()
                    .chatId(to.chat())
                    .messageThreadId(to.thread())
                    .fromChatId(from)
                    .messageId(messageIds.getFirst())
                    .build());
        }
        return send(ForwardMessages.builder()
                .chatId(to.chat())
                .messageThreadId(to.thread())
                .fromChatId(from)
                .messageIds(messageIds)
                .build());
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
        String from = Long.toString(fromChat);
        if (messageIds.size() == 1) {
            return send(CopyMessage.builder()
                    .chatId(to.chat())
                    .messageThreadId(to.thread())
                    .replyParameters(to.reply())
                    .fromChatId(from)
                    .messageId(messageIds.getFirst())
                    .build());
        }
        return send(CopyMessages.builder()
                .chatId(to.chat())
                .messageThreadId(to.thread())
                .fromChatId(from)
                .messageIds(messageIds)
                .build());
    }

    /**
     * Sends a text as it is, without markup.
     *
     * @param to where to
     * @param text 1 to 4,096 UTF-16 units
     * @return what came of it
     */
    public Reply text(Target to, String text) {
        return send(SendMessage.builder()
                .chatId(to.chat())
                .messageThreadId(to.thread())
                .replyParameters(to.reply())
                .text(text)
                .build());
    }

    /**
     * Changes the text or caption of a message of the bot.
     *
     * @param chatId its chat
     * @param messageId its id there
     * @param edit what it is to say
     * @param text the new text
     * @return what came of it
     */
    public Reply edit(long chatId, int messageId, Payload.Edit edit, String text) {
        ObjectNode request = mapper.createObjectNode();
        request.put("chat_id", chatId).put("message_id", messageId).put(edit.caption() ? "caption" : "text", text);
        if (!edit.entities().isEmpty() && text.equals(edit.text())) {
            request.putRawValue(edit.caption() ? "caption_entities" : "entities", new RawValue(edit.entities()));
        }
        return Replies.of(call(edit.caption() ? "editMessageCaption" : "editMessageText", request, limit));
    }

    @Override
    public void close() {
        transport.close();
    }

    private Reply send(PartialBotApiMethod<?> method) {
        return Replies.of(call(method, limit));
    }

    private ApiAnswer call(PartialBotApiMethod<?> method, Duration within) {
        return call(method.getMethod(), method, within);
    }

    private ApiAnswer call(String method, Object request, Duration within) {
        try {
            return transport.call(method, mapper.writeValueAsBytes(request), within);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a request for " + method, e);
        }
    }
}
