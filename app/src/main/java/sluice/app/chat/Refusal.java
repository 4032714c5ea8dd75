package sluice.app.chat;

/** What was asked for cannot be done; the message says why, in the user's language. The dialog stays where it is. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message, null, false, false);
    }
}
