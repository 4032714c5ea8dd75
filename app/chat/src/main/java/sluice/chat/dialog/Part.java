package sluice.chat.dialog;

import java.util.List;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.telegram.model.Update;

/**
 * A part of the chat, with its commands, its dialogs and its buttons. Its methods are called by the lane of one user at a time, may
 * take their time, and may throw: then the user is notified of the reason by an {@link InputRefusal}, else that something went wrong.
 */
public abstract class Part {

    private final String name;

    @Bounded("the commands of one part")
    private final List<String> commands;

    /**
     * A part of the chat.
     *
     * @param name names its dialogs, and begins what its buttons carry: one to four small letters, unlike those of any other part
     * @param commands its commands without the slash, in the order of the menu; each has a description under {@code command.<name>}
     */
    protected Part(String name, String... commands) {
        this.name = name;
        this.commands = List.of(commands);
    }

    public final String name() {
        return name;
    }

    public final List<String> commands() {
        return commands;
    }

    /** One of its commands. */
    public ChatAnswer command(RequestContext context, Command command) {
        throw new IllegalStateException(name + " has no commands");
    }

    /** A tap on one of its buttons, which carries {@code <name>:<data>}. The data may be anything. */
    public ChatAnswer tap(RequestContext context, String data) {
        return Dialogs.over(context);
    }

    /** The words about the end of one of its dialogs by {@code /cancel}: they say truly what was lost. */
    public String ended(RequestContext context, UserState state) {
        return context.text("chat.cancelled");
    }

    /** A message that is no command, while the user is in a dialog of this part; empty when it does not wait for one. */
    public Optional<ChatAnswer> onMessage(RequestContext context, Update.Written message) {
        return Optional.empty();
    }

    /** The user has added the bot to a chat; empty when that means nothing to this part. */
    public Optional<ChatAnswer> added(RequestContext context, Update.Added added) {
        return Optional.empty();
    }

    /** A message that is no command and that no dialog waits for; empty when it means nothing to this part. */
    public Optional<ChatAnswer> unasked(RequestContext context, Update.Written message) {
        return Optional.empty();
    }
}
