package sluice.telegram;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.CopyMessage;
import org.telegram.telegrambots.meta.api.methods.CopyMessages;
import org.telegram.telegrambots.meta.api.methods.ForwardMessage;
import org.telegram.telegrambots.meta.api.methods.ForwardMessages;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import sluice.api.FormattedText;
import sluice.base.content.LinkPreview;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.telegram.model.Target;

/** The calls that Sluice makes. They block the calling thread up to a time limit. This class is thread-safe. */
public final class BotApi implements AutoCloseable {

    /** The time limit of a download: enough for 20 MB over a slow line. */
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
        return transport.call(new GetMe(), limit);
    }

    /**
     * Asks whether a chat can be read.
     *
     * @param chatId the chat
     * @return {@code false} only when the server says so
     */
    public boolean canRead(long chatId) {
        ApiAnswer answer = transport.call(new GetChat(Long.toString(chatId)), limit);
        return !(answer instanceof ApiAnswer.Refused refused && (refused.code() == 400 || refused.code() == 403));
    }

    /**
     * Starts a poller, which has its own calls and can be interrupted.
     *
     * @param pollTimeout the time for which Telegram may hold the answer back
     * @return a new poller
     */
    public Poller poller(Duration pollTimeout) {
        return new Poller(transport, pollTimeout);
    }

    /**
     * The calls by which the bot talks with people.
     *
     * @return the calls, with the same time limit
     */
    public ChatCalls chat() {
        return new ChatCalls(transport, limit);
    }

    /**
     * Forwards messages, as an album where there are several.
     *
     * @param to the destination chat, topic and reply
     * @param fromChat the source chat
     * @param messageIds their ids, rising
     * @return the result of the call
     */
    public Reply forward(Target to, long fromChat, List<Integer> messageIds) {
        return send(
                messageIds.size() == 1
                        ? ForwardMessage.builder()
                                .chatId(to.chatId())
                                .messageThreadId(to.thread())
                                .fromChatId(fromChat)
                                .messageId(messageIds.getFirst())
                                .build()
                        : ForwardMessages.builder()
                                .chatId(to.chatId())
                                .messageThreadId(to.thread())
                                .fromChatId(fromChat)
                                .messageIds(messageIds)
                                .build());
    }

    /**
     * Copies messages, as an album where there are several. Captions stay as they are.
     *
     * @param to the destination chat, topic and reply
     * @param fromChat the source chat
     * @param messageIds their ids, rising
     * @return the result of the call
     */
    public Reply copy(Target to, long fromChat, List<Integer> messageIds) {
        return messageIds.size() == 1
                ? answering(to, target -> send(copyOne(target, fromChat, messageIds.getFirst())))
                : send(copyAll(to, fromChat, messageIds));
    }

    /**
     * Copies one message with another caption.
     *
     * @param to the destination chat, topic and reply
     * @param fromChat the source chat
     * @param messageId its id
     * @param caption the new caption, at most 1,024 UTF-16 units; empty for none
     * @param above whether it stands above the media
     * @return the result of the call
     */
    public Reply copy(Target to, long fromChat, int messageId, FormattedText caption, boolean above) {
        return answering(to, target -> {
            CopyMessage copy = copyOne(target, fromChat, messageId);
            copy.setCaption(caption.text());
            copy.setCaptionEntities(MessageEntities.of(caption));
            if (above && !caption.isEmpty()) {
                copy.setShowCaptionAboveMedia(true);
            }
            return send(copy);
        });
    }

    /**
     * Copies an album and leaves its captions out.
     *
     * @param to the destination chat, topic and reply
     * @param fromChat the source chat
     * @param messageIds its ids, rising
     * @return the result of the call
     */
    public Reply copyWithoutCaptions(Target to, long fromChat, List<Integer> messageIds) {
        CopyMessages copies = copyAll(to, fromChat, messageIds);
        copies.setRemoveCaption(true);
        return send(copies);
    }

    /**
     * Sends an album of files that Telegram has.
     *
     * @param to the destination chat, topic and reply
     * @param members 2 to 10, in their order
     * @return the result of the call
     */
    public Reply album(Target to, List<AlbumMember> members) {
        return answering(to, target -> {
            SendMediaGroup album = new UnreadAlbum(
                    Long.toString(target.chatId()),
                    members.stream().map(AlbumMember::media).toList());
            album.setMessageThreadId(target.thread());
            album.setReplyParameters(target.reply());
            return believed(Replies.of(transport.call(client -> client.execute(album), limit)));
        });
    }

    /**
     * Sends a text with its formatting.
     *
     * @param to the destination chat, topic and reply
     * @param text 1 to 4,096 UTF-16 units
     * @param preview the link preview options
     * @return the result of the call
     */
    public Reply text(Target to, FormattedText text, LinkPreview preview) {
        return answering(
                to,
                target -> send(SendMessage.builder()
                        .chatId(target.chatId())
                        .messageThreadId(target.thread())
                        .text(text.text())
                        .entities(MessageEntities.of(text))
                        .linkPreviewOptions(options(preview))
                        .replyParameters(target.reply())
                        .build()));
    }

    /**
     * Changes the text of a message of the bot.
     *
     * @param chatId its chat
     * @param messageId its id there
     * @param text the new text; when it is there already, that is no fault
     * @param preview the link preview options
     * @return the result of the call
     */
    public Reply editText(long chatId, int messageId, FormattedText text, LinkPreview preview) {
        return edited(
                messageId,
                EditMessageText.builder()
                        .chatId(chatId)
                        .messageId(messageId)
                        .text(text.text())
                        .entities(MessageEntities.of(text))
                        .linkPreviewOptions(options(preview))
                        .build());
    }

    /**
     * Changes the caption of a message of the bot.
     *
     * @param chatId its chat
     * @param messageId its id there
     * @param caption what it is to say, perhaps nothing; when it does so already, that is no fault
     * @param above whether it stands above the media
     * @return the result of the call
     */
    public Reply editCaption(long chatId, int messageId, FormattedText caption, boolean above) {
        EditMessageCaption edit = new EditMessageCaption();
        edit.setChatId(Long.toString(chatId));
        edit.setMessageId(messageId);
        edit.setCaption(caption.text());
        edit.setCaptionEntities(MessageEntities.of(caption));
        edit.setShowCaptionAboveMedia(above ? true : null);
        return edited(messageId, edit);
    }

    private Reply edited(int messageId, BotApiMethod<?> edit) {
        ApiAnswer answer = transport.call(edit, limit);
        return ChatCalls.isUnchanged(answer) ? new Reply.Sent(List.of(messageId)) : believed(Replies.of(answer));
    }

    /** {@code null}, which is not written, where nothing is said. */
    private static LinkPreviewOptions options(LinkPreview preview) {
        return preview.equals(LinkPreview.DEFAULT)
                ? null
                : LinkPreviewOptions.builder()
                        .isDisabled(preview.disabled() ? true : null)
                        .urlField(preview.url().isEmpty() ? null : preview.url())
                        .preferSmallMedia(preview.small() ? true : null)
                        .preferLargeMedia(preview.large() ? true : null)
                        .showAboveText(preview.above() ? true : null)
                        .build();
    }

    /**
     * Asks where a file can be had.
     *
     * @param fileId its id
     * @return the answer, whose result has a {@code file_path}
     */
    public ApiAnswer file(String fileId) {
        return transport.call(new GetFile(fileId), limit);
    }

    /**
     * Downloads a file. It is written as it comes and never held in memory.
     *
     * @param path its {@code file_path}
     * @param to the output; not closed
     * @param maxBytes the most that is taken
     * @return the result of the call
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    public Download download(String path, OutputStream to, long maxBytes) {
        return FilePath.encoded(path)
                .map(encoded -> transport.download(encoded, to, maxBytes, DOWNLOAD_LIMIT))
                .orElse(new Download.Failed(new ApiAnswer.Refused(
                        400, "the server does not give its files out", Optional.empty(), Optional.empty())));
    }

    private static CopyMessage copyOne(Target to, long fromChat, int messageId) {
        return CopyMessage.builder()
                .chatId(to.chatId())
                .messageThreadId(to.thread())
                .fromChatId(fromChat)
                .messageId(messageId)
                .replyParameters(to.reply())
                .build();
    }

    private static CopyMessages copyAll(Target to, long fromChat, List<Integer> messageIds) {
        return CopyMessages.builder()
                .chatId(to.chatId())
                .messageThreadId(to.thread())
                .fromChatId(fromChat)
                .messageIds(messageIds)
                .build();
    }

    /** An album whose answer {@link AnswerReader} has read already. */
    private static final class UnreadAlbum extends SendMediaGroup {

        UnreadAlbum(String chatId, List<InputMedia> members) {
            super(chatId, members);
        }

        @Override
        @SuppressWarnings("NonApiType") // the library's type
        public ArrayList<Message> deserializeResponse(String answer) {
            return new ArrayList<>();
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    /** The message is worth more than its place in a thread: what is refused as an answer is sent as none. */
    private static Reply answering(Target to, Function<Target, Reply> call) {
        Reply reply = call.apply(to);
        return to.replyTo() != 0 && reply instanceof Reply.MessageUnusable
                ? call.apply(new Target(to.chatId(), to.topic(), 0))
                : reply;
    }

    private Reply send(BotApiMethod<?> method) {
        return believed(Replies.of(transport.call(method, limit)));
    }

    /** One odd answer ends nothing: that the token is rejected is believed when {@code getMe} says so too. */
    private Reply believed(Reply reply) {
        return reply instanceof Reply.TokenRejected(String detail)
                        && !(me() instanceof ApiAnswer.Refused refused && refused.rejectsToken())
                ? new Reply.TryAgain(detail)
                : reply;
    }
}
