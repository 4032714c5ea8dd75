package sluice.chat.dialog;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import sluice.api.UserState;
import sluice.api.UserStates;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/**
 * The position of users in their dialogs. It is kept by the state module alone, and a user is in one dialog at a time.
 *
 * <p>Each screen of a dialog has a token of its own, which its buttons carry and the state knows. A button of any other screen, be
 * it older, of another dialog, or of a time before a restart, carries another token and so does nothing. This class is
 * thread-safe; what one user does is handled in order.
 */
public final class Dialogs {

    /** In the data of a step while buttons below the chat let the user choose a chat. */
    public static final String PICKER = "picker";

    private static final String TOKEN = "token";
    private static final String TOKEN_BEFORE = "token-before";

    /** In bits; five of them are a character. */
    private static final int TOKEN_SIZE = 40;

    private final UserStates states;
    private final RandomGenerator random = new SecureRandom();

    public Dialogs(UserStates states) {
        this.states = states;
    }

    /** The dialog that a user is in. */
    public Optional<UserState> of(long user) {
        return states.get(user);
    }

    /**
     * Goes to a step of a dialog, and leaves any other dialog.
     *
     * @param data what the step must know; together at most {@link UserState#MAX_CHARS}
     * @param text what the screen of the step says
     * @param buttons adds its buttons
     * @return the screen
     * @throws IllegalArgumentException when the data is too much; then nothing has changed
     */
    public Screen enter(
            RequestContext context,
            String dialog,
            DialogStep step,
            Map<String, String> data,
            Styled text,
            Consumer<Buttons> buttons) {
        String token = Long.toString((1L << TOKEN_SIZE) | random.nextLong(1L << TOKEN_SIZE), Character.MAX_RADIX);
        Map<String, String> all = new HashMap<>(data);
        all.put(TOKEN, token);
        states.get(context.user())
                .filter(state -> state.dialog().equals(dialog))
                .ifPresent(state -> all.put(TOKEN_BEFORE, state.data().getOrDefault(TOKEN, "")));
        states.put(context.user(), new UserState(dialog, step.name(), all));
        Buttons rows = new Buttons(context.texts(), dialog, token);
        buttons.accept(rows);
        return new Screen(text, rows.keyboard());
    }

    public void leave(long user) {
        states.remove(user);
    }

    /** True if the step in which a user is offers to choose a chat. */
    public boolean offersPicker(long user) {
        return of(user).filter(state -> state.data().containsKey(PICKER)).isPresent();
    }

    /**
     * Answers a button of a dialog. What it does is done only when it belongs to the screen that is shown last; somebody who has
     * tapped twice is notified, and a button of anything else is over.
     *
     * @param data what the button carries after the dialog's name: a token, and after a colon what it stands for
     * @param steps the steps of the dialog
     */
    public ChatAnswer tap(RequestContext context, String dialog, String data, List<DialogStep> steps) {
        String[] parts = data.split(":", 2);
        String token = parts[0];
        Optional<UserState> state =
                states.get(context.user()).filter(present -> present.dialog().equals(dialog));
        if (state.isEmpty() || token.isEmpty()) {
            return over(context);
        }
        Map<String, String> known = state.get().data();
        if (token.equals(known.get(TOKEN))) {
            String verb = parts.length > 1 ? parts[1] : "";
            return DialogStep.of(steps, state.get())
                    .map(step -> step.tap(context, known, verb))
                    .orElseGet(() -> over(context));
        }
        return token.equals(known.get(TOKEN_BEFORE)) ? context.note("chat.repeated") : over(context);
    }

    /** The answer to a button of a dialog that does not go on. */
    public static ChatAnswer over(RequestContext context) {
        return context.alert("chat.over");
    }
}
