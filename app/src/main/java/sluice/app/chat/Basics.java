package sluice.app.chat;

import java.util.List;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.app.telegram.Keyboard;
import sluice.app.telegram.Screen;
import sluice.app.telegram.Styled;

/** What every bot has: a word of welcome, help, and a way out. */
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
    public Answer command(Visit visit, Command command) {
        return switch (command.name()) {
            case "start" -> help(visit, visit.texts().get("chat.welcome"));
            case "help" -> help(visit, visit.texts().get("chat.help"));
            default -> cancel(visit);
        };
    }

    private Answer help(Visit visit, String title) {
        String list = commands.stream()
                .map(name -> "/" + name + " – " + visit.texts().get("command." + name))
                .collect(Collectors.joining("\n"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, title)
                .then("\n\n" + list + "\n\n" + visit.texts().get("chat.help.limits"));
        return new Answer.Show(new Screen(text, Keyboard.NONE));
    }

    private Answer cancel(Visit visit) {
        boolean inDialog = dialogs.of(visit.user()).isPresent();
        dialogs.leave(visit.user());
        return new Answer.Note(visit.texts().get(inDialog ? "chat.cancelled" : "chat.nothing-to-cancel"), false);
    }
}
