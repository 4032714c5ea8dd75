package sluice.app.chat;

import java.util.List;
import java.util.Optional;
import sluice.app.telegram.Update;

/**
 * A part of the chat, with its commands, its dialogs and its buttons. Its methods are called by the lane of one user at a time, may
 * take their time, and may throw: then the user is told that something went wrong.
 */
interface Part {

    /** Names its dialogs, and begins what its buttons carry: one to four small letters, unlike those of any other part. */
    String name();

    /** Its commands without the slash, in the order of the menu. Each has a description under {@code command.<name>}. */
    default List<String> commands() {
        return List.of();
    }

    /** One of its commands. */
    default Answer command(Visit visit, Command command) {
        throw new IllegalStateException(name() + " has no commands");
    }

    /** A tap on one of its buttons, which carries {@code <name>:<data>}. The data may be anything. */
    default Answer tap(Visit visit, String data) {
        throw new IllegalStateException(name() + " has no buttons");
    }

    /** A message that is no command, while the user is in a dialog of this part; empty when it does not wait for one. */
    default Optional<Answer> told(Visit visit, Update.Written message) {
        return Optional.empty();
    }

    /** A message that is no command and that no dialog waits for; empty when it means nothing to this part. */
    default Optional<Answer> unasked(Visit visit, Update.Written message) {
        return Optional.empty();
    }
}
