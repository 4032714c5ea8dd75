package sluice.chat.dialog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.UserState;
import sluice.telegram.model.Update;

/** A step of a dialog: what is done there by a tap or a message. */
public abstract class DialogStep {

    private final String name;

    /** A step with its name in the state of the dialog. */
    protected DialogStep(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** The step in which a user is; empty when it is none of these. */
    public static Optional<DialogStep> of(List<DialogStep> steps, UserState state) {
        return steps.stream().filter(step -> step.name.equals(state.step())).findFirst();
    }

    /**
     * A button of the screen that is shown now.
     *
     * @param data what the step was entered with
     * @param verb which button; it comes from the user's program and may be anything
     * @return {@link Dialogs#over} when there is no such button
     */
    public abstract ChatAnswer tap(RequestContext context, Map<String, String> data, String verb);

    /** A message; empty when the step waits for none. */
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        return Optional.empty();
    }

    /** The number that a dialog carries under a key; empty when there is none. */
    protected static Optional<Integer> number(Map<String, String> data, String key) {
        return number(data.getOrDefault(key, ""), "");
    }

    /** The number behind a word in a verb such as {@code o3}; empty when it is another verb. */
    protected static Optional<Integer> number(String verb, String word) {
        String number = verb.startsWith(word) ? verb.substring(word.length()) : "";
        return number.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }
}
