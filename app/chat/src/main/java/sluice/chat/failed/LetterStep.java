package sluice.chat.failed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;

/** One dead letter, to be tried again or given up. */
final class LetterStep implements DialogStep {

    private static final String ID = "letter";

    private final FailedPart part;

    LetterStep(FailedPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "letter";
    }

    ChatAnswer show(RequestContext context, long id) {
        Optional<DeadLetter> letter = part.letters().find(context, id);
        if (letter.isEmpty()) {
            return gone(context);
        }
        Texts texts = context.texts();
        return new ChatAnswer.Show(part.enter(
                context,
                this,
                Map.of(ID, Long.toString(id)),
                part.text().whole(context, letter.get()),
                buttons -> buttons.row(List.of(
                                buttons.button(texts.get("failed.button.retry"), "retry"),
                                buttons.button(texts.get("failed.button.discard"), "discard")))
                        .row(texts.get("watch.button.back"), "back")));
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        return FailedPart.number(data, ID).flatMap(id -> switch (verb) {
            case "back" -> Optional.of(part.list().show(context, 0, ""));
            case "retry" -> Optional.of(retry(context, id));
            case "discard" -> Optional.of(discard(context, id));
            default -> Optional.empty();
        });
    }

    private ChatAnswer retry(RequestContext context, long id) {
        if (part.letters().find(context, id).isEmpty()) {
            return gone(context);
        }
        return switch (part.letters().retry(context, id)) {
            case QUEUED -> part.list().show(context, 0, context.texts().get("failed.retried"));
            case FULL -> new ChatAnswer.Note(context.texts().get("failed.full"), true);
            case UNKNOWN -> gone(context);
        };
    }

    private ChatAnswer discard(RequestContext context, long id) {
        return part.letters().find(context, id).isPresent() && part.letters().discard(context, id)
                ? part.list().show(context, 0, context.texts().get("failed.discarded"))
                : gone(context);
    }

    private ChatAnswer gone(RequestContext context) {
        return part.list().show(context, 0, context.texts().get("failed.gone"));
    }
}
