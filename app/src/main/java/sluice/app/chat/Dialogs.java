package sluice.app.chat;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sluice.api.UserState;
import sluice.api.UserStates;

/**
 * Where users stand in their dialogs; it is kept by the state module alone, and a user is in one dialog at a time.
 *
 * <p>Each screen of a dialog has a token of its own, which its buttons carry and the state knows. A button of any other screen, be
 * it older, of another dialog, or of a time before a restart, carries another token and so does nothing. This class is
 * thread-safe; what one user does is handled in order.
 */
final class Dialogs {

    private static final String TOKEN = "token";
    private static final String TOKEN_BEFORE = "token-before";

    /** In bits; five of them are a character. */
    private static final int TOKEN_SIZE = 40;

    /** How a button stands to the dialog that its user is in. */
    sealed interface Standing {

        /** It belongs to the screen that is shown last. */
        record Current(UserState state) implements Standing {}

        /** It belongs to the screen before that one: somebody has tapped twice. */
        record Repeated() implements Standing {}

        /** It belongs to nothing that goes on. */
        record Over() implements Standing {}
    }

    private final UserStates states;
    private final RandomGenerator random = new SecureRandom();

    Dialogs(UserStates states) {
        this.states = states;
    }

    /** The dialog that a user is in. */
    Optional<UserState> of(long user) {
        return states.get(user);
    }

    /**
     * Goes to a step of a dialog, and leaves any other dialog.
     *
     * @param data what the step must know; together at most {@link UserState#MAX_CHARS}
     * @return the token for the buttons of the screen that is shown now
     * @throws IllegalArgumentException when it is too much; then nothing has changed
     */
    String enter(long user, String dialog, String step, Map<String, String> data) {
        String token = Long.toString((1L << TOKEN_SIZE) | random.nextLong(1L << TOKEN_SIZE), Character.MAX_RADIX);
        Map<String, String> all = new HashMap<>(data);
        all.put(TOKEN, token);
        states.get(user)
                .filter(state -> state.dialog().equals(dialog))
                .ifPresent(state -> all.put(TOKEN_BEFORE, state.data().getOrDefault(TOKEN, "")));
        states.put(user, new UserState(dialog, step, all));
        return token;
    }

    /** Ends the dialog that a user is in. */
    void leave(long user) {
        states.remove(user);
    }

    /** How a button stands that carries a token. */
    Standing standing(long user, String dialog, String token) {
        Optional<UserState> state =
                states.get(user).filter(present -> present.dialog().equals(dialog));
        if (state.isEmpty() || token.isEmpty()) {
            return new Standing.Over();
        }
        Map<String, String> data = state.get().data();
        if (token.equals(data.get(TOKEN))) {
            return new Standing.Current(state.get());
        }
        return token.equals(data.get(TOKEN_BEFORE)) ? new Standing.Repeated() : new Standing.Over();
    }
}
