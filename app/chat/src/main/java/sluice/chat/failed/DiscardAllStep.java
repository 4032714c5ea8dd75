package sluice.chat.failed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** Asks before all dead letters are given up. Those that come while it asks are not meant. */
final class DiscardAllStep implements DialogStep {

    private static final String NEWEST = "newest";

    private final FailedPart part;

    DiscardAllStep(FailedPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "discard-all";
    }

    ChatAnswer show(RequestContext context, long newest) {
        long count = part.letters().entries(context).stream()
                .filter(entry -> entry.id() <= newest)
                .count();
        Texts texts = context.texts();
        return new ChatAnswer.Show(part.enter(
                context,
                this,
                Map.of(NEWEST, Long.toString(newest)),
                Styled.plain("").then(Styled.Style.BOLD, texts.get("failed.sure", count)),
                buttons -> buttons.row(List.of(
                        buttons.button(texts.get("failed.button.yes"), "yes"),
                        buttons.button(texts.get("watch.button.no"), "no")))));
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        return switch (verb) {
            case "no" -> Optional.of(part.list().show(context, 0, ""));
            case "yes" ->
                FailedPart.number(data, NEWEST)
                        .map(newest -> part.list()
                                .show(
                                        context,
                                        0,
                                        context.texts()
                                                .get(
                                                        "failed.discarded-all",
                                                        part.letters().discardAll(context, newest))));
            default -> Optional.empty();
        };
    }
}
