package sluice.app.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.app.telegram.Styled;
import sluice.app.text.Texts;

/** Asks before all dead letters are given up. Those that come while it asks are not meant. */
final class DiscardAllStep implements Step {

    private static final String NEWEST = "newest";

    private final FailedPart part;

    DiscardAllStep(FailedPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "discard-all";
    }

    Answer show(Visit visit, long newest) {
        long count = part.letters().entries(visit).stream()
                .filter(entry -> entry.id() <= newest)
                .count();
        Texts texts = visit.texts();
        return new Answer.Show(part.enter(
                visit,
                this,
                Map.of(NEWEST, Long.toString(newest)),
                Styled.plain("").then(Styled.Style.BOLD, texts.get("failed.sure", count)),
                buttons -> buttons.row(List.of(
                        buttons.button(texts.get("failed.button.yes"), "yes"),
                        buttons.button(texts.get("watch.button.no"), "no")))));
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        return switch (verb) {
            case "no" -> Optional.of(part.list().show(visit, 0, ""));
            case "yes" ->
                FailedPart.number(data, NEWEST)
                        .map(newest -> part.list()
                                .show(
                                        visit,
                                        0,
                                        visit.texts()
                                                .get(
                                                        "failed.discarded-all",
                                                        part.letters().discardAll(visit, newest))));
            default -> Optional.empty();
        };
    }
}
