package sluice.chat;

import java.util.List;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** The commands that every bot has: welcome, help and cancel. */
final class Basics implements Part {

    private final Dialogs dialogs;

    @Bounded("the commands of all parts")
    private final List<String> commands;

    /** Knows the commands of all parts, for the help. */
    Basics(Dialogs dialogs, List<String> commands) {
        this.dialogs = dialogs;
        this.commands = List.copyOf(commands);
    }

    @Override
    public String name() {
        return "b";
    }

    @Override
    public List<String> commands() {
        return List.of("start", "help", "cancel");
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        return switch (command.name()) {
            case "start" -> help(context, context.texts().get("chat.welcome"));
            case "help" -> help(context, context.texts().get("chat.help"));
            default -> cancel(context);
        };
    }

    private ChatAnswer help(RequestContext context, String title) {
        String list = commands.stream()
                .map(name -> "/" + name + " – " + context.texts().get("command." + name))
                .collect(Collectors.joining("\n"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, title)
                .then("\n\n" + list + "\n\n" + context.texts().get("chat.help.limits"));
        return new ChatAnswer.Show(new Screen(text, Keyboard.NONE));
    }

    private ChatAnswer cancel(RequestContext context) {
        boolean inDialog = dialogs.of(context.user()).isPresent();
        dialogs.leave(context.user());
        return new ChatAnswer.Note(context.texts().get(inDialog ? "chat.cancelled" : "chat.nothing-to-cancel"), false);
    }
}
