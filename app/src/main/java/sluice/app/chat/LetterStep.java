package sluice.app.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.app.text.Texts;

/** One dead letter, to be tried again or given up. */
final class LetterStep implements Step {

    private static final String ID = "letter";

    private final FailedPart part;

    LetterStep(FailedPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "letter";
    }

    Answer show(Visit visit, long id) {
        Optional<DeadLetter> letter = part.letters().find(visit, id);
        if (letter.isEmpty()) {
            return gone(visit);
        }
        Texts texts = visit.texts();
        return new Answer.Show(part.enter(
                visit,
                this,
                Map.of(ID, Long.toString(id)),
                part.text().whole(visit, letter.get()),
                buttons -> buttons.row(List.of(
                                buttons.button(texts.get("failed.button.retry"), "retry"),
                                buttons.button(texts.get("failed.button.discard"), "discard")))
                        .row(texts.get("watch.button.back"), "back")));
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        return FailedPart.number(data, ID).flatMap(id -> switch (verb) {
            case "back" -> Optional.of(part.list().show(visit, 0, ""));
            case "retry" -> Optional.of(retry(visit, id));
            case "discard" -> Optional.of(discard(visit, id));
            default -> Optional.empty();
        });
    }

    private Answer retry(Visit visit, long id) {
        if (part.letters().find(visit, id).isEmpty()) {
            return gone(visit);
        }
        return switch (part.letters().retry(visit, id)) {
            case QUEUED -> part.list().show(visit, 0, visit.texts().get("failed.retried"));
            case FULL -> new Answer.Note(visit.texts().get("failed.full"), true);
            case UNKNOWN -> gone(visit);
        };
    }

    private Answer discard(Visit visit, long id) {
        return part.letters().find(visit, id).isPresent() && part.letters().discard(visit, id)
                ? part.list().show(visit, 0, visit.texts().get("failed.discarded"))
                : gone(visit);
    }

    private Answer gone(Visit visit) {
        return part.list().show(visit, 0, visit.texts().get("failed.gone"));
    }
}
