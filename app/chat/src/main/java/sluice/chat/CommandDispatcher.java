package sluice.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Update;

/** Finds the part of the chat that handles an update: by the command, by the dialog that the user is in, or by the button. */
public final class CommandDispatcher {

    @Bounded("the parts of the chat")
    private final Map<String, Part> byName = new LinkedHashMap<>();

    @Bounded("the commands of the parts")
    private final Map<String, Part> byCommand = new LinkedHashMap<>();

    private final Dialogs dialogs;

    CommandDispatcher(Dialogs dialogs, List<Part> parts) {
        this.dialogs = dialogs;
        for (Part part : parts) {
            byName.put(part.name(), part);
            part.commands().forEach(command -> byCommand.put(command, part));
        }
    }

    ChatAnswer written(RequestContext context, Update.Written message) {
        // What somebody else has written commands nothing.
        Optional<Command> command = message.forwarded()
                ? Optional.empty()
                : Command.of(message.message().text());
        if (command.isPresent()) {
            Part part = byCommand.get(command.get().name());
            return part == null ? note(context, "chat.unknown-command") : part.command(context, command.get());
        }
        return dialogs.of(context.user())
                .map(UserState::dialog)
                .map(byName::get)
                .flatMap(part -> part.told(context, message))
                .or(() -> byName.values().stream()
                        .flatMap(part -> part.unasked(context, message).stream())
                        .findFirst())
                .orElseGet(() -> note(context, "chat.not-understood"));
    }

    ChatAnswer tapped(RequestContext context, ButtonPress tap) {
        if (tap.chatId() != context.user()) {
            return new ChatAnswer.Note(context.texts().get("chat.not-yours"), true);
        }
        String[] data = tap.data().split(":", 2);
        Part part = byName.get(data[0]);
        return part == null || data.length < 2 ? Dialogs.over(context) : part.tap(context, data[1]);
    }

    private static ChatAnswer note(RequestContext context, String key) {
        return new ChatAnswer.Note(context.texts().get(key), false);
    }
}
