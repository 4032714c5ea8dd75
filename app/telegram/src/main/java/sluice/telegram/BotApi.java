package sluice.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.CopyMessage;
import org.telegram.telegrambots.meta.api.methods.CopyMessages;
import org.telegram.telegrambots.meta.api.methods.ForwardMessage;
import org.telegram.telegrambots.meta.api.methods.ForwardMessages;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import sluice.api.FormattedText;
import sluice.api.LinkPreview;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.telegram.model.ChatRights;
import sluice.telegram.model.Target;

/** The calls that Sluice makes. They block the calling thread up to a time limit. This class is thread-safe. */
public final class BotApi implements AutoCloseable {

    /** The time limit of a download: enough for 20 MB over a slow line. */
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    private final HttpTransport transport;
    private final Duration limit;

    /** A client for one bot, with the time limit of a call, over connections that it may share with other bots. */
    public BotApi(Config.Telegram telegram, Duration limit, Connections connections, Timeline timeline) {
        this(telegram, limit, connections, timeline, () -> true);
    }

    /**
     * A client for a bot that another process may run at times.
     *
     * @param mayCall asked before each call, as late as can be, by the calling thread; while it says no, nothing is sent
     */
    public BotApi(
            Config.Telegram telegram,
            Duration limit,
            Connections connections,
            Timeline timeline,
            BooleanSupplier mayCall) {
        this.transport = new HttpTransport(telegram, connections, timeline, mayCall);
        this.limit = limit;
    }

    /** True if calls are made at present; otherwise each of them is {@link ApiAnswer.Withheld}. */
    public boolean mayCall() {
        return transport.mayCall();
    }

    /** Asks who the bot is. Returns the answer, whose result has a {@code username}. */
    public ApiAnswer me() {
        return transport.call(new GetMe(), limit);
    }

    /** Asks for the bot's rights in a chat, by two calls. The bot's own id is as {@link #me} tells it. */
    public ChatRights rights(long chatId, long botId) {
        ApiAnswer chat = transport.call(new GetChat(Long.toString(chatId)), limit);
        if (chat instanceof ApiAnswer.Refused refused && isFinal(refused)) {
            return new ChatRights.NotFound(refused.description());
        }
        if (!(chat instanceof ApiAnswer.Ok(JsonNode found) && found.path("id").canConvertToLong())) {
            return notAsked(chat);
        }
        ApiAnswer member = transport.call(new GetChatMember(Long.toString(chatId), botId), limit);
        if (member instanceof ApiAnswer.Ok(JsonNode standing)) {
            return ChatRights.Known.of(found, standing);
        }
        return isFinal(member) ? ChatRights.Known.of(found, MissingNode.getInstance()) : notAsked(member);
    }

    private static ChatRights.NotAsked notAsked(ApiAnswer answer) {
        return new ChatRights.NotAsked(answer.toString(), answer.pause());
    }

    private static boolean isFinal(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused && (refused.code() == 400 || refused.code() == 403);
    }

    /**
     * Tries whether a forum topic, 1 for General, takes messages, by showing for a moment that the bot is typing there.
     * Returns the answer; one with the code 400 when it takes none.
     */
    public ApiAnswer tryTopic(long chatId, int topic) {
        SendChatAction action = new SendChatAction(Long.toString(chatId), "typing");
        action.setMessageThreadId(new Target(chatId, topic, 0).thread());
        return transport.call(action, limit);
    }

    /**
     * Starts a poller, which has its own calls and can be interrupted. Telegram may hold its answers back for the poll
     * timeout.
     */
    public Poller poller(Duration pollTimeout) {
        return new Poller(transport, pollTimeout);
    }

    /** The calls by which the bot talks with people. */
    public ChatCalls chat() {
        return new ChatCalls(transport, limit);
    }

    /** Forwards messages, by rising ids, as an album where there are several. */
    public Reply forward(Target to, long fromChat, List<Integer> messageIds) {
        return blamed(
                fromChat,
                send(
                        messageIds.size() == 1
                                ? ForwardMessage.builder()
                                        .chatId(to.chatId())
                                        .messageThreadId(to.thread())
                                        .disableNotification(to.silent())
                                        .protectContent(to.guarded())
                                        .fromChatId(fromChat)
                                        .messageId(messageIds.getFirst())
                                        .build()
                                : ForwardMessages.builder()
                                        .chatId(to.chatId())
                                        .messageThreadId(to.thread())
                                        .disableNotification(to.silent())
                                        .protectContent(to.guarded())
                                        .fromChatId(fromChat)
                                        .messageIds(messageIds)
                                        .build()));
    }

    /** Copies messages, by rising ids, as an album where there are several. Captions stay as they are. */
    public Reply copy(Target to, long fromChat, List<Integer> messageIds) {
        return blamed(
                fromChat,
                messageIds.size() == 1
                        ? answering(to, target -> send(copyOne(target, fromChat, messageIds.getFirst())))
                        : send(copyAll(to, fromChat, messageIds)));
    }

    /** Copies one message with another caption of at most 1,024 UTF-16 units, empty for none. */
    public Reply copy(Target to, long fromChat, int messageId, FormattedText caption, boolean above) {
        return blamed(fromChat, answering(to, target -> {
            CopyMessage copy = copyOne(target, fromChat, messageId);
            copy.setCaption(caption.text());
            copy.setCaptionEntities(MessageEntities.of(caption));
            if (above && !caption.isEmpty()) {
                copy.setShowCaptionAboveMedia(true);
            }
            return send(copy);
        }));
    }

    /** Copies an album, by rising ids, without its captions. */
    public Reply copyWithoutCaptions(Target to, long fromChat, List<Integer> messageIds) {
        CopyMessages copies = copyAll(to, fromChat, messageIds);
        copies.setRemoveCaption(true);
        return blamed(fromChat, send(copies));
    }

    /** Sends an album of 2 to 10 files that Telegram has. */
    public Reply album(Target to, List<AlbumMember> members) {
        return answering(to, target -> {
            SendMediaGroup album = new UnreadAlbum(
                    Long.toString(target.chatId()),
                    members.stream().map(AlbumMember::media).toList());
            album.setMessageThreadId(target.thread());
            album.setDisableNotification(target.silent());
            album.setProtectContent(target.guarded());
            album.setReplyParameters(target.reply());
            return believed(Replies.of(transport.call(client -> client.execute(album), limit)));
        });
    }

    /** Sends a text of 1 to 4,096 UTF-16 units with its formatting. */
    public Reply text(Target to, FormattedText text, LinkPreview preview) {
        return answering(
                to,
                target -> send(SendMessage.builder()
                        .chatId(target.chatId())
                        .messageThreadId(target.thread())
                        .disableNotification(target.silent())
                        .protectContent(target.guarded())
                        .text(text.text())
                        .entities(MessageEntities.of(text))
                        .linkPreviewOptions(options(preview))
                        .replyParameters(target.reply())
                        .build()));
    }

    /**
     * Changes the text of a message of the bot, or its caption where it turns out to be media. When it is there already, that is no
     * fault.
     */
    public Reply editText(long chatId, int messageId, FormattedText text, LinkPreview preview) {
        ApiAnswer answer = callEditText(chatId, messageId, text, preview);
        return edited(
                messageId,
                answer.refusesWith("there is no text in the message")
                        ? callEditCaption(chatId, messageId, text, false)
                        : answer);
    }

    /**
     * Changes the caption of a message of the bot, perhaps to nothing, or its text where it turns out to be one. When it is there
     * already, that is no fault.
     */
    public Reply editCaption(long chatId, int messageId, FormattedText caption, boolean above) {
        ApiAnswer answer = callEditCaption(chatId, messageId, caption, above);
        return edited(
                messageId,
                answer.refusesWith("there is no caption in the message") && !caption.isEmpty()
                        ? callEditText(chatId, messageId, caption, LinkPreview.DEFAULT)
                        : answer);
    }

    /** Gives a message of the bot another file with its caption, a text too. When it is there already, that is no fault. */
    public Reply editMedia(long chatId, int messageId, AlbumMember media) {
        EditMessageMedia edit = new UnreadMedia(media.media());
        edit.setChatId(Long.toString(chatId));
        edit.setMessageId(messageId);
        return edited(messageId, transport.call(client -> client.execute(edit), limit));
    }

    private ApiAnswer callEditText(long chatId, int messageId, FormattedText text, LinkPreview preview) {
        return transport.call(
                EditMessageText.builder()
                        .chatId(chatId)
                        .messageId(messageId)
                        .text(text.text())
                        .entities(MessageEntities.of(text))
                        .linkPreviewOptions(options(preview))
                        .build(),
                limit);
    }

    private ApiAnswer callEditCaption(long chatId, int messageId, FormattedText caption, boolean above) {
        EditMessageCaption edit = new EditMessageCaption();
        edit.setChatId(Long.toString(chatId));
        edit.setMessageId(messageId);
        edit.setCaption(caption.text());
        edit.setCaptionEntities(MessageEntities.of(caption));
        edit.setShowCaptionAboveMedia(above ? true : null);
        return transport.call(edit, limit);
    }

    private Reply edited(int messageId, ApiAnswer answer) {
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

    /** Asks where a file can be had. Returns the answer, whose result has a {@code file_path}. */
    public ApiAnswer file(String fileId) {
        return transport.call(new GetFile(fileId), limit);
    }

    /**
     * Downloads a file of at most so many bytes from its {@code file_path}. It is written as it comes, and the output
     * is not closed. When it cannot be written, a {@link java.io.UncheckedIOException} is thrown.
     */
    public Download download(String path, OutputStream to, long maxBytes) {
        return FilePath.encoded(path)
                .map(encoded -> transport.download(encoded, to, maxBytes, DOWNLOAD_LIMIT))
                .orElse(new Download.Failed(new ApiAnswer.Refused(
                        400, 400, "the server does not give its files out", Optional.empty(), Optional.empty())));
    }

    private static CopyMessage copyOne(Target to, long fromChat, int messageId) {
        return CopyMessage.builder()
                .chatId(to.chatId())
                .messageThreadId(to.thread())
                .disableNotification(to.silent())
                .protectContent(to.guarded())
                .fromChatId(fromChat)
                .messageId(messageId)
                .replyParameters(to.reply())
                .build();
    }

    private static CopyMessages copyAll(Target to, long fromChat, List<Integer> messageIds) {
        return CopyMessages.builder()
                .chatId(to.chatId())
                .messageThreadId(to.thread())
                .disableNotification(to.silent())
                .protectContent(to.guarded())
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

    /** An edit whose answer {@link AnswerReader} has read already. */
    private static final class UnreadMedia extends EditMessageMedia {

        UnreadMedia(InputMedia media) {
            super(media);
        }

        @Override
        public Serializable deserializeResponse(String answer) {
            return true;
        }
    }

    /** Ends the calls under way. The connections stay. */
    @Override
    public void close() {
        transport.close();
    }

    /**
     * A call that names two chats is answered alike for both. A source that shuts the bot out must not be held against the chat that its
     * messages go to; while it is not known which of them is meant, neither is.
     */
    private Reply blamed(long source, Reply reply) {
        if (!(reply instanceof Reply.ChatUnusable(String detail) && Replies.mayMeanSource(detail))) {
            return reply;
        }
        ApiAnswer answer = transport.call(new GetChat(Long.toString(source)), limit);
        if (answer instanceof ApiAnswer.Ok) {
            return reply;
        }
        return isFinal(answer)
                ? new Reply.SourceUnreadable(detail)
                : switch (Replies.of(answer)) {
                    case Reply.FloodWait wait -> wait;
                    case Reply.TryAgain again -> again;
                    case Reply.Withheld withheld -> withheld;
                    default -> new Reply.TryAgain(detail);
                };
    }

    /** The message is worth more than its place in a thread: what is refused as an answer is sent as none. */
    private static Reply answering(Target to, Function<Target, Reply> call) {
        Reply reply = call.apply(to);
        return to.replyTo() != 0 && reply instanceof Reply.MessageUnusable ? call.apply(to.withoutReply()) : reply;
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
