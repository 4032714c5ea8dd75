package sluice.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.base.collection.BoundedMap;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Message;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Finds the part of the chat that handles an update: by the command, by the dialog that the user is in, or by the button. */
public final class CommandDispatcher {

    @Bounded("the parts of the chat")
    private final Map<String, Part> byName = new LinkedHashMap<>();

    @Bounded("the commands of the parts")
    private final Map<String, Part> byCommand = new LinkedHashMap<>();

    private static final int MAX_ALBUMS = 32;

    private final Dialogs dialogs;

    @Bounded("MAX_ALBUMS, the eldest goes")
    private final Map<Long, String> lastAlbum = BoundedMap.byAge(MAX_ALBUMS);

    CommandDispatcher(Dialogs dialogs, List<Part> parts) {
        this.dialogs = dialogs;
        for (Part part : parts) {
            byName.put(part.name(), part);
            part.commands().forEach(command -> byCommand.put(command, part));
        }
    }

    ChatAnswer written(RequestContext context, Update.Written message) {
        if (isAnswered(context.user(), message.message().mediaGroupId())) {
            return new ChatAnswer.Nothing();
        }
        // Buttons below the chat outlive the dialog that brought them, for example over a restart.
        boolean cancelled = command(message)
                .filter(command -> command.name().equals("cancel"))
                .isPresent();
        boolean shown = message.message().content() == Message.Content.SERVICE
                || (cancelled && dialogs.of(context.user()).isEmpty());
        return withPicker(context, shown, () -> answer(context, message));
    }

    /** The first message of an album is answered for all of them. */
    private boolean isAnswered(long user, Optional<String> album) {
        synchronized (lastAlbum) {
            return album.map(id -> id.equals(lastAlbum.put(user, id))).orElse(false);
        }
    }

    private ChatAnswer answer(RequestContext context, Update.Written message) {
        Optional<Command> command = command(message);
        if (command.isPresent()) {
            Part part = byCommand.get(command.get().name());
            return part == null ? context.note("chat.unknown-command") : part.command(context, command.get());
        }
        return dialogs.of(context.user())
                .map(UserState::dialog)
                .map(byName::get)
                .flatMap(part -> part.onMessage(context, message))
                .or(() -> byName.values().stream()
                        .flatMap(part -> part.unasked(context, message).stream())
                        .findFirst())
                .orElseGet(() -> context.note("chat.not-understood"));
    }

    private static Optional<Command> command(Update.Written message) {
        // What somebody else has written commands nothing.
        return message.forwarded()
                ? Optional.empty()
                : Command.of(message.message().text());
    }

    ChatAnswer added(RequestContext context, Update.Added added) {
        return unlessRefused(() -> byName.values().stream()
                .flatMap(part -> part.added(context, added).stream())
                .findFirst()
                .orElseGet(ChatAnswer.Nothing::new));
    }

    ChatAnswer tapped(RequestContext context, ButtonPress tap) {
        return withPicker(context, false, () -> answer(context, tap));
    }

    /** Brings the buttons to choose a chat with the step that offers them, and takes them away after it. */
    private ChatAnswer withPicker(RequestContext context, boolean shown, Supplier<ChatAnswer> request) {
        boolean before = shown || dialogs.offersPicker(context.user());
        ChatAnswer answer = unlessRefused(request);
        boolean now = dialogs.offersPicker(context.user());
        if (before == now) {
            return answer;
        }
        Keyboard keyboard =
                now ? Keyboard.picker(context.text("picker.channel"), context.text("picker.group")) : Keyboard.REMOVED;
        Styled text = Styled.plain(context.text(now ? "picker.offered" : "picker.closed"));
        return new ChatAnswer.Besides(answer, new Screen(text, keyboard));
    }

    private static ChatAnswer unlessRefused(Supplier<ChatAnswer> request) {
        try {
            return request.get();
        } catch (InputRefusal e) {
            return new ChatAnswer.Note(e.getMessage(), true);
        }
    }

    private ChatAnswer answer(RequestContext context, ButtonPress tap) {
        if (tap.chatId() != context.user()) {
            return context.alert("chat.not-yours");
        }
        String[] data = tap.data().split(":", 2);
        Part part = byName.get(data[0]);
        return part == null || data.length < 2 ? Dialogs.over(context) : part.tap(context, data[1]);
    }
}
