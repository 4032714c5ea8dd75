package sluice.chat.dialog;

import java.util.List;
import java.util.Optional;
import sluice.api.UserState;
import sluice.telegram.model.Update;

/**
 * A part of the chat, with its commands, its dialogs and its buttons. Its methods are called by the lane of one user at a time, may
 * take their time, and may throw: then the user is notified of the reason by an {@link InputRefusal}, else that something went wrong.
 */
public interface Part {

    /** Names its dialogs, and begins what its buttons carry: one to four small letters, unlike those of any other part. */
    String name();

    /** Its commands without the slash, in the order of the menu. Each has a description under {@code command.<name>}. */
    default List<String> commands() {
        return List.of();
    }

    /** One of its commands. */
    default ChatAnswer command(RequestContext context, Command command) {
        throw new IllegalStateException(name() + " has no commands");
    }

    /** A tap on one of its buttons, which carries {@code <name>:<data>}. The data may be anything. */
    default ChatAnswer tap(RequestContext context, String data) {
        throw new IllegalStateException(name() + " has no buttons");
    }

    /** The words about the end of one of its dialogs by {@code /cancel}: they say truly what was lost. */
    default String ended(RequestContext context, UserState state) {
        return context.text("chat.cancelled");
    }

    /** A message that is no command, while the user is in a dialog of this part; empty when it does not wait for one. */
    default Optional<ChatAnswer> onMessage(RequestContext context, Update.Written message) {
        return Optional.empty();
    }

    /** The user has added the bot to a chat; empty when that means nothing to this part. */
    default Optional<ChatAnswer> added(RequestContext context, Update.Added added) {
        return Optional.empty();
    }

    /** A message that is no command and that no dialog waits for; empty when it means nothing to this part. */
    default Optional<ChatAnswer> unasked(RequestContext context, Update.Written message) {
        return Optional.empty();
    }
}
