package sluice.chat.failed;

import java.util.Map;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;

/** One dead letter, to be tried again or given up. */
final class DeadLetterStep extends DialogStep {

    private static final String ID = "letter";

    private final FailedPart part;

    DeadLetterStep(FailedPart part) {
        super("letter");
        this.part = part;
    }

    ChatAnswer show(RequestContext context, long id) {
        Optional<DeadLetter> deadLetter = part.find(context, id);
        if (deadLetter.isEmpty()) {
            return gone(context);
        }
        return new ChatAnswer.Show(part.dialogs.enter(
                context,
                FailedPart.NAME,
                this,
                Map.of(ID, Long.toString(id)),
                part.text.whole(context, deadLetter.get()),
                buttons -> buttons.row(
                                buttons.of("failed.button.retry", "retry"),
                                buttons.of("failed.button.discard", "discard"))
                        .back()));
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        long id = FailedPart.id(data, ID).orElseThrow();
        return switch (verb) {
            case "back" -> part.list.show(context, 0, "");
            case "retry" -> retry(context, id);
            case "discard" -> discard(context, id);
            default -> Dialogs.over(context);
        };
    }

    private ChatAnswer retry(RequestContext context, long id) {
        if (part.find(context, id).isEmpty()) {
            return gone(context);
        }
        return switch (part.deadLetters.retry(FailedPart.who(context), id)) {
            case QUEUED -> part.list.show(context, 0, context.text("failed.retried"));
            case FULL -> context.alert("failed.full");
            case UNKNOWN -> gone(context);
        };
    }

    private ChatAnswer discard(RequestContext context, long id) {
        return part.find(context, id).isPresent() && part.deadLetters.discard(FailedPart.who(context), id)
                ? part.list.show(context, 0, context.text("failed.discarded"))
                : gone(context);
    }

    private ChatAnswer gone(RequestContext context) {
        return part.list.show(context, 0, context.text("failed.gone"));
    }
}
