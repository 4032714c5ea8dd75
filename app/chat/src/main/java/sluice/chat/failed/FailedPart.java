package sluice.chat.failed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** The messages that could not be delivered: to be seen with their reasons, tried again, or given up. */
public final class FailedPart implements Part {

    /** The callback data that opens this part from a button of any message. */
    public static final String OPEN = "f:open";

    private static final String NAME = "f";

    private final Dialogs dialogs;
    private final FailedMessages letters;
    private final LetterText text;
    private final LetterListStep list;
    private final LetterStep letter;
    private final DiscardAllStep discardAll;

    @Bounded("the steps above")
    private final List<DialogStep> steps;

    public FailedPart(Dialogs dialogs, FailedMessages letters, LetterText text) {
        this.dialogs = dialogs;
        this.letters = letters;
        this.text = text;
        this.list = new LetterListStep(this);
        this.letter = new LetterStep(this);
        this.discardAll = new DiscardAllStep(this);
        this.steps = List.of(list, letter, discardAll);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> commands() {
        return List.of("failed");
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        return list.show(context, 0, "");
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        if (OPEN.equals(NAME + ":" + data)) {
            // A message of its own: the one with the button still has something to say.
            return new ChatAnswer.New(list.screen(context, 0));
        }
        return dialogs.tap(
                context,
                NAME,
                data,
                (state, verb) -> steps.stream()
                        .filter(step -> step.name().equals(state.step()))
                        .findFirst()
                        .flatMap(step -> step.tap(context, state.data(), verb)));
    }

    /** Enters a step, which is shown by the screen that this makes. */
    Screen enter(
            RequestContext context,
            DialogStep step,
            Map<String, String> data,
            Styled says,
            Function<Buttons, Buttons> buttons) {
        String token = dialogs.enter(context.user(), NAME, step.name(), data);
        return new Screen(says, buttons.apply(Buttons.of(NAME, token)).keyboard());
    }

    /** The number that a dialog carries under a key; empty when there is none. */
    static Optional<Long> number(Map<String, String> data, String key) {
        return Optional.ofNullable(data.get(key)).map(Long::valueOf);
    }

    FailedMessages letters() {
        return letters;
    }

    LetterText text() {
        return text;
    }

    LetterListStep list() {
        return list;
    }

    LetterStep letter() {
        return letter;
    }

    DiscardAllStep discardAll() {
        return discardAll;
    }
}
