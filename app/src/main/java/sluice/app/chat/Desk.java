package sluice.app.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.app.telegram.Tap;
import sluice.app.telegram.Update;

/** Finds the part that is meant: by the command, by the dialog that the user is in, or by the button. */
final class Desk {

    @Bounded("the parts of the chat")
    private final Map<String, Part> byName = new LinkedHashMap<>();

    @Bounded("the commands of the parts")
    private final Map<String, Part> byCommand = new LinkedHashMap<>();

    private final Dialogs dialogs;

    Desk(Dialogs dialogs, List<Part> parts) {
        this.dialogs = dialogs;
        for (Part part : parts) {
            byName.put(part.name(), part);
            part.commands().forEach(command -> byCommand.put(command, part));
        }
    }

    Answer written(Visit visit, Update.Written message) {
        // What somebody else has written commands nothing.
        Optional<Command> command = message.forwarded()
                ? Optional.empty()
                : Command.of(message.message().text());
        if (command.isPresent()) {
            Part part = byCommand.get(command.get().name());
            return part == null ? note(visit, "chat.unknown-command") : part.command(visit, command.get());
        }
        return dialogs.of(visit.user())
                .map(UserState::dialog)
                .map(byName::get)
                .flatMap(part -> part.told(visit, message))
                .or(() -> byName.values().stream()
                        .flatMap(part -> part.unasked(visit, message).stream())
                        .findFirst())
                .orElseGet(() -> note(visit, "chat.not-understood"));
    }

    Answer tapped(Visit visit, Tap tap) {
        if (tap.chatId() != visit.user()) {
            return new Answer.Note(visit.texts().get("chat.not-yours"), true);
        }
        String[] data = tap.data().split(":", 2);
        Part part = byName.get(data[0]);
        return part == null || data.length < 2 ? over(visit) : part.tap(visit, data[1]);
    }

    /** What is said to a button of a dialog that does not go on. */
    static Answer over(Visit visit) {
        return new Answer.Note(visit.texts().get("chat.over"), true);
    }

    private static Answer note(Visit visit, String key) {
        return new Answer.Note(visit.texts().get(key), false);
    }
}
