package sluice.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.chat.watches.Problems;
import sluice.chat.watches.WatchPart;
import sluice.control.watches.Watches;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** The commands that every bot has: welcome, help and cancel. */
final class Basics extends Part {

    private static final String NAME = "b";

    /** The most watches whose problems are looked for, and the most characters of them that are shown. */
    private static final int MAX_ASKED = 20;

    private static final int MAX_PROBLEMS = 2_000;

    private final Dialogs dialogs;
    private final Watches watches;
    private final Problems problems;
    private final Supplier<Optional<String>> botName;
    private final LongPredicate copiesPosts;

    @Bounded("the parts of the chat")
    private final List<Part> parts;

    /**
     * The commands beside those of all other parts.
     *
     * @param botName asks Telegram for the name of the bot
     * @param copiesPosts whether posts are being copied for a user
     */
    Basics(
            Dialogs dialogs,
            Watches watches,
            Problems problems,
            Supplier<Optional<String>> botName,
            LongPredicate copiesPosts,
            List<Part> parts) {
        super(NAME, "start", "help", "cancel");
        this.dialogs = dialogs;
        this.watches = watches;
        this.problems = problems;
        this.botName = botName;
        this.copiesPosts = copiesPosts;
        this.parts = List.copyOf(parts);
    }

    /** All commands that the chat offers, those of the other parts first. */
    List<String> menu() {
        return Stream.concat(parts.stream().flatMap(part -> part.commands().stream()), Stream.of("help", "cancel"))
                .toList();
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        return switch (command.name()) {
            case "start" -> start(context);
            case "help" -> help(context);
            default -> new ChatAnswer.Note(cancel(context), false);
        };
    }

    /** Its buttons belong to no dialog: they work for as long as the message stands there. */
    private ChatAnswer start(RequestContext context) {
        List<Watch> own = watches.all().stream().filter(context::maySee).toList();
        List<Watch> running =
                own.stream().filter(watch -> !watch.paused()).limit(MAX_ASKED).toList();
        String state = own.isEmpty()
                ? context.text("start.no-watch")
                : context.text("watch.list.title", own.size())
                        + DisplayText.cut(problems.of(context, running), MAX_PROBLEMS);
        String name = botName.get().map(DisplayText::isolated).orElse("Sluice");
        Buttons buttons = new Buttons(context.texts(), NAME, "");
        buttons.row(
                        buttons.of("watch.button.add", "watch " + WatchPart.NEW),
                        buttons.of("start.button.watches", "watch"))
                .row(buttons.of("start.button.stats", "stats"), buttons.of("start.button.help", "help"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, context.text("start.hello", name))
                .then("\n" + context.text("chat.welcome") + "\n\n" + state);
        return new ChatAnswer.Show(new Screen(text, buttons.keyboard()));
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        Optional<Command> command = Command.of(data.replaceFirst("^:", "/"));
        ChatAnswer answer = command.filter(named -> named.name().equals("help"))
                .map(_ -> help(context))
                .or(() -> command.flatMap(named -> parts.stream()
                        .filter(part -> part.commands().contains(named.name()))
                        .findFirst()
                        .map(part -> part.command(context, named))))
                .orElseGet(() -> Dialogs.over(context));
        return answer instanceof ChatAnswer.Show(Screen screen, String _) ? new ChatAnswer.New(screen) : answer;
    }

    private ChatAnswer help(RequestContext context) {
        String list = menu().stream()
                .map(name -> "/" + name + " – " + context.text("command." + name))
                .collect(Collectors.joining("\n"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, context.text("chat.help"))
                .then("\n\n" + list + "\n\n" + context.text("chat.help.limits"));
        return new ChatAnswer.Show(new Screen(text, Keyboard.NONE));
    }

    private String cancel(RequestContext context) {
        Optional<UserState> state = dialogs.of(context.user());
        dialogs.leave(context.user());
        String ended = state.flatMap(left -> parts.stream()
                        .filter(part -> part.name().equals(left.dialog()))
                        .findFirst()
                        .map(part -> part.ended(context, left)))
                .orElseGet(() -> context.text("chat.nothing-to-cancel"));
        return copiesPosts.test(context.user()) ? ended + " " + context.text("chat.still-copying") : ended;
    }
}
