package sluice.app.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.app.telegram.Screen;
import sluice.app.telegram.Styled;

/** What could not be delivered: to be seen with its reason, tried again, or given up. */
final class FailedPart implements Part {

    /** What a button of any message carries that leads here. */
    static final String OPEN = "f:open";

    private static final String NAME = "f";

    private final Dialogs dialogs;
    private final Letters letters;
    private final LetterText text;
    private final LetterListStep list;
    private final LetterStep letter;
    private final DiscardAllStep discardAll;

    @Bounded("the steps above")
    private final List<Step> steps;

    FailedPart(Dialogs dialogs, Letters letters, LetterText text) {
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
    public Answer command(Visit visit, Command command) {
        return list.show(visit, 0, "");
    }

    @Override
    public Answer tap(Visit visit, String data) {
        if (OPEN.equals(NAME + ":" + data)) {
            // A message of its own: the one with the button still has something to say.
            return new Answer.New(list.screen(visit, 0));
        }
        return dialogs.tap(
                visit,
                NAME,
                data,
                (state, verb) -> steps.stream()
                        .filter(step -> step.name().equals(state.step()))
                        .findFirst()
                        .flatMap(step -> step.tap(visit, state.data(), verb)));
    }

    /** Enters a step, which is shown by the screen that this makes. */
    Screen enter(Visit visit, Step step, Map<String, String> data, Styled says, Function<Buttons, Buttons> buttons) {
        String token = dialogs.enter(visit.user(), NAME, step.name(), data);
        return new Screen(says, buttons.apply(Buttons.of(NAME, token)).keyboard());
    }

    /** The number that a dialog carries under a key; empty when there is none. */
    static Optional<Long> number(Map<String, String> data, String key) {
        return Optional.ofNullable(data.get(key)).map(Long::valueOf);
    }

    Letters letters() {
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
