package sluice.telegram;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.MenuCommand;
import sluice.telegram.model.Screen;

/**
 * The calls by which the bot talks with people. They block the calling thread up to the time limit. This class is thread-safe.
 */
public final class ChatCalls {

    /** The longest answer to a tap, in UTF-16 units. */
    public static final int MAX_NOTE = 200;

    /** The longest text under a picture, in UTF-16 units. */
    public static final int MAX_CAPTION = 1024;

    private static final String UNCHANGED = "message is not modified";

    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private final HttpTransport transport;
    private final Duration limit;

    ChatCalls(HttpTransport transport, Duration limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /**
     * Sends a message.
     *
     * @param chatId the destination chat
     * @param screen the new content
     * @return the result of the call
     */
    public Reply send(long chatId, Screen screen) {
        return Replies.of(transport.call(
                SendMessage.builder()
                        .chatId(chatId)
                        .text(screen.text().text())
                        .entities(entities(screen))
                        .linkPreviewOptions(NO_PREVIEW)
                        .replyMarkup(markup(screen))
                        .build(),
                limit));
    }

    /**
     * Sends a picture.
     *
     * @param chatId the destination chat
     * @param png the picture as a PNG file
     * @param caption what stands under it, at most {@value #MAX_CAPTION} UTF-16 units, with its buttons
     * @return the result of the call
     */
    public Reply picture(long chatId, byte[] png, Screen caption) {
        SendPhoto photo =
                new UnreadPhoto(Long.toString(chatId), new InputFile(new ByteArrayInputStream(png), "day.png"));
        photo.setCaption(caption.text().text());
        photo.setCaptionEntities(entities(caption));
        photo.setReplyMarkup(markup(caption));
        return Replies.of(transport.call(client -> client.execute(photo), limit));
    }

    /**
     * Changes a message of the bot: text and buttons.
     *
     * @param chatId its chat
     * @param messageId its id there
     * @param screen the new content; when it is shown already, that is no fault
     * @return the result of the call
     */
    public Reply edit(long chatId, int messageId, Screen screen) {
        ApiAnswer answer = transport.call(
                EditMessageText.builder()
                        .chatId(chatId)
                        .messageId(messageId)
                        .text(screen.text().text())
                        .entities(entities(screen))
                        .linkPreviewOptions(NO_PREVIEW)
                        .replyMarkup(markup(screen))
                        .build(),
                limit);
        return isUnchanged(answer) ? new Reply.Sent(List.of(messageId)) : Replies.of(answer);
    }

    /** True if an edit was refused because the message already says the same. */
    static boolean isUnchanged(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused
                && refused.description().contains(UNCHANGED);
    }

    /**
     * Answers a tap, so that the button stops to wait.
     *
     * @param queryId the tap
     * @param note what is shown for a moment, at most {@value #MAX_NOTE} UTF-16 units; empty for nothing
     * @param mustRead whether it stays until it is closed
     * @return the result of the call
     */
    public Reply answer(String queryId, String note, boolean mustRead) {
        AnswerCallbackQuery answer = new AnswerCallbackQuery(queryId);
        if (!note.isEmpty()) {
            answer.setText(note);
            answer.setShowAlert(mustRead);
        }
        return Replies.of(transport.call(answer, limit));
    }

    /**
     * Sets the commands that private chats offer.
     *
     * @param languageCode for users of this language, two letters; empty for all others
     * @param commands the commands in their order
     * @return the result of the call
     */
    public Reply menu(String languageCode, List<MenuCommand> commands) {
        SetMyCommands menu = new SetMyCommands(commands.stream()
                .map(command -> new BotCommand(command.name(), command.description()))
                .toList());
        menu.setScope(new BotCommandScopeAllPrivateChats());
        menu.setLanguageCode(languageCode.isEmpty() ? null : languageCode);
        return Replies.of(transport.call(menu, limit));
    }

    /**
     * Looks for a chat.
     *
     * @param name its id, or {@code @} and its public name
     * @return the result of the call
     */
    public ChatFound find(String name) {
        ApiAnswer answer = transport.call(new GetChat(name), limit);
        return switch (answer) {
            case ApiAnswer.Ok(var result)
            when result.path("id").canConvertToLong() ->
                new ChatFound.Known(
                        result.path("id").longValue(),
                        result.path("type").asText().equals("private"),
                        Optional.of(result.path("title").asText())
                                .filter(title -> !title.isEmpty())
                                .orElseGet(() -> result.path("first_name").asText()),
                        result.path("has_protected_content").asBoolean(false));
            case ApiAnswer.Ok _ -> new ChatFound.NotAsked("an answer without a chat");
            case ApiAnswer.Refused refused
            when refused.code() == 400 || refused.code() == 403 -> new ChatFound.Unknown(refused.description());
            case ApiAnswer.Refused refused -> new ChatFound.NotAsked(refused.description());
            case ApiAnswer.Broken(int _, String detail) -> new ChatFound.NotAsked(detail);
            case ApiAnswer.Unreachable(String detail) -> new ChatFound.NotAsked(detail);
            case ApiAnswer.NoAnswer(String detail, boolean _) -> new ChatFound.NotAsked(detail);
        };
    }

    private static List<MessageEntity> entities(Screen screen) {
        return screen.text().spans().isEmpty()
                ? null
                : screen.text().spans().stream()
                        .map(span -> new MessageEntity(
                                span.style().name().toLowerCase(Locale.ROOT), span.offset(), span.length()))
                        .toList();
    }

    private static InlineKeyboardMarkup markup(Screen screen) {
        return new InlineKeyboardMarkup(
                screen.keyboard().rows().stream().map(ChatCalls::row).toList());
    }

    private static InlineKeyboardRow row(List<Keyboard.Button> buttons) {
        return new InlineKeyboardRow(buttons.stream()
                .map(button -> InlineKeyboardButton.builder()
                        .text(button.label())
                        .callbackData(button.data())
                        .build())
                .toList());
    }

    /** A picture whose answer {@link AnswerReader} has read already. */
    private static final class UnreadPhoto extends SendPhoto {

        UnreadPhoto(String chatId, InputFile photo) {
            super(chatId, photo);
        }

        @Override
        public Message deserializeResponse(String answer) {
            return new Message();
        }
    }
}
