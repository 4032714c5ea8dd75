package sluice.chat.failed;

import java.util.Map;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** Asks before all dead letters are given up. Those that come while it asks are not meant. */
final class DiscardAllStep extends DialogStep {

    private static final String NEWEST = "newest";

    private final FailedPart part;

    DiscardAllStep(FailedPart part) {
        super("discard-all");
        this.part = part;
    }

    ChatAnswer show(RequestContext context, long newest) {
        int count = part.deadLetters
                .entries(found -> found.id() <= newest && part.isVisible(context, found))
                .size();
        return new ChatAnswer.Show(part.dialogs.enter(
                context,
                FailedPart.NAME,
                this,
                Map.of(NEWEST, Long.toString(newest)),
                Styled.plain("").then(Styled.Style.BOLD, context.text("failed.sure", count)),
                buttons -> buttons.row(buttons.of("failed.button.yes", "yes"), buttons.of("watch.button.no", "no"))));
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return switch (verb) {
            case "no" -> part.list.show(context, 0, "");
            case "yes" -> discardAll(context, FailedPart.id(data, NEWEST).orElseThrow());
            default -> Dialogs.over(context);
        };
    }

    private ChatAnswer discardAll(RequestContext context, long newest) {
        String who = FailedPart.who(context);
        int discarded = part.deadLetters.discardAll(who, found -> part.isVisible(context, found), newest);
        return part.list.show(context, 0, context.text("failed.discarded-all", discarded));
    }
}
