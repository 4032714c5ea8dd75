package sluice.telegram;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.GetMe;
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
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardRemove;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButtonRequestChat;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;
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

    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private final HttpTransport transport;
    private final Duration limit;

    ChatCalls(HttpTransport transport, Duration limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /** Sends a message. */
    public Reply send(long chatId, Screen screen) {
        return Replies.of(transport.call(
                SendMessage.builder()
                        .chatId(chatId)
                        .text(screen.text().text())
                        .entities(entities(screen))
                        .linkPreviewOptions(NO_PREVIEW)
                        .replyMarkup(keyboard(screen.keyboard()))
                        .build(),
                limit));
    }

    /** Sends a picture, a PNG file, with at most {@value #MAX_CAPTION} UTF-16 units and buttons under it. */
    public Reply picture(long chatId, byte[] png, Screen caption) {
        SendPhoto photo =
                new UnreadPhoto(Long.toString(chatId), new InputFile(new ByteArrayInputStream(png), "day.png"));
        photo.setCaption(caption.text().text());
        photo.setCaptionEntities(entities(caption));
        photo.setReplyMarkup(markup(caption.keyboard()));
        return Replies.of(transport.call(client -> client.execute(photo), limit));
    }

    /** Changes text and buttons of a message of the bot. When they are shown already, that is no fault. */
    public Reply edit(long chatId, int messageId, Screen screen) {
        ApiAnswer answer = transport.call(
                EditMessageText.builder()
                        .chatId(chatId)
                        .messageId(messageId)
                        .text(screen.text().text())
                        .entities(entities(screen))
                        .linkPreviewOptions(NO_PREVIEW)
                        .replyMarkup(markup(screen.keyboard()))
                        .build(),
                limit);
        return isUnchanged(answer) ? new Reply.Sent(List.of(messageId)) : Replies.of(answer);
    }

    /** True if an edit was refused because the message already says the same. */
    static boolean isUnchanged(ApiAnswer answer) {
        return answer.refusesWith("message is not modified");
    }

    /**
     * Answers a tap, so that the button stops to wait, with a note of at most {@value #MAX_NOTE} UTF-16 units or none.
     * It is shown for a moment, or until it is closed when it must be read.
     */
    public Reply answer(String queryId, String note, boolean mustRead) {
        AnswerCallbackQuery answer = new AnswerCallbackQuery(queryId);
        if (!note.isEmpty()) {
            answer.setText(note);
            answer.setShowAlert(mustRead);
        }
        return Replies.of(transport.call(answer, limit));
    }

    /** Sets the commands that private chats offer to users of a language, two letters; empty for all others. */
    public Reply menu(String languageCode, List<MenuCommand> commands) {
        SetMyCommands menu = new SetMyCommands(commands.stream()
                .map(command -> new BotCommand(command.name(), command.description()))
                .toList());
        menu.setScope(new BotCommandScopeAllPrivateChats());
        menu.setLanguageCode(languageCode.isEmpty() ? null : languageCode);
        return Replies.of(transport.call(menu, limit));
    }

    /** The name that people see of the bot; empty when Telegram does not say. */
    public Optional<String> ownName() {
        return transport.call(new GetMe(), limit) instanceof ApiAnswer.Ok(var me)
                ? Optional.of(me.path("first_name").asText()).filter(name -> !name.isBlank())
                : Optional.empty();
    }

    /** Looks for a chat by its id, or {@code @} and its public name. */
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
            case ApiAnswer.Failed failed -> new ChatFound.NotAsked(failed.detail());
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

    private static ReplyKeyboard keyboard(Keyboard keyboard) {
        return switch (keyboard.kind()) {
            case INLINE -> markup(keyboard);
            case PICKER ->
                ReplyKeyboardMarkup.builder()
                        .keyboard(keyboard.rows().stream()
                                .map(row -> new KeyboardRow(
                                        row.stream().map(ChatCalls::picker).toList()))
                                .toList())
                        .resizeKeyboard(true)
                        .build();
            case REMOVED -> new ReplyKeyboardRemove(true);
        };
    }

    private static KeyboardButton picker(Keyboard.Button button) {
        boolean channel = button.data().equals(Keyboard.CHANNEL);
        return KeyboardButton.builder()
                .text(button.label())
                .requestChat(KeyboardButtonRequestChat.builder()
                        .requestId(channel ? "1" : "2")
                        .chatIsChannel(channel)
                        .botIsMember(true)
                        .requestTitle(true)
                        .build())
                .build();
    }

    private static InlineKeyboardMarkup markup(Keyboard keyboard) {
        return new InlineKeyboardMarkup(
                keyboard.rows().stream().map(ChatCalls::row).toList());
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
