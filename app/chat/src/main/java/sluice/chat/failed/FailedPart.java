package sluice.chat.failed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.DeadLetter;
import sluice.base.time.Timeline;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.control.watches.Watches;
import sluice.engine.deliver.DeadLetterService;

/**
 * The messages that could not be delivered: to be seen with their reasons, tried again, or given up. A user sees those of the user's own
 * watches, and what was meant for the user; the first admin sees all.
 */
public final class FailedPart extends Part {

    /** The callback data that opens this part from a button of any message. */
    public static final String OPEN = "f:open";

    static final String NAME = "f";

    final Dialogs dialogs;
    final DeadLetterService deadLetters;
    private final Watches watches;
    final DeadLetterText text;
    final DeadLetterListStep list = new DeadLetterListStep(this);
    final DeadLetterStep deadLetter = new DeadLetterStep(this);
    final DiscardAllStep discardAll = new DiscardAllStep(this);

    @Bounded("the steps above")
    private final List<DialogStep> steps = List.of(list, deadLetter, discardAll);

    public FailedPart(
            Dialogs dialogs, DeadLetterService deadLetters, Watches watches, ChatNames names, Timeline timeline) {
        super(NAME, "failed");
        this.dialogs = dialogs;
        this.deadLetters = deadLetters;
        this.watches = watches;
        this.text = new DeadLetterText(names, timeline);
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
        return dialogs.tap(context, NAME, data, steps);
    }

    /** The number of a dead letter that a dialog carries under a key; empty when there is none. */
    static Optional<Long> id(Map<String, String> data, String key) {
        return Optional.ofNullable(data.get(key)).map(Long::valueOf);
    }

    /** The user, for the log. */
    static String who(RequestContext context) {
        return "user " + context.user();
    }

    /** A dead letter that the user may see; empty when there is none of that number any more. */
    Optional<DeadLetter> find(RequestContext context, long id) {
        return deadLetters.find(id).filter(found -> isVisible(context, found));
    }

    boolean isVisible(RequestContext context, DeadLetter deadLetter) {
        String watch = deadLetter.job().watch();
        boolean own = watch.isEmpty()
                ? deadLetter.job().destination() == context.user()
                : watches.find(watch).filter(context::maySee).isPresent();
        return own || context.first();
    }
}
