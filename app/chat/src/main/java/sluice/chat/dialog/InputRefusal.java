package sluice.chat.dialog;

/** A request that cannot be carried out; the message says why, in the user's language. The dialog stays where it is. */
public final class InputRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InputRefusal(String message) {
        super(message, null, false, false);
    }
}
