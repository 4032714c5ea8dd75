package sluice.app.chat;

import java.util.Map;
import java.util.Optional;
import sluice.app.telegram.Styled;
import sluice.app.telegram.Update;
import sluice.app.text.Texts;

/** Says what a watch would do with a message, and which of its rules decides. Nothing is sent anywhere. */
final class TestStep implements Step {

    private final WatchPart part;

    TestStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "test";
    }

    /**
     * Asks for a message.
     *
     * @param result what the last one would have come to; empty when there was none
     */
    Answer show(Visit visit, Subject subject, String result) {
        Texts texts = visit.texts();
        return part.enter(
                visit,
                this,
                subject.data(),
                Styled.plain(result.isEmpty() ? texts.get("ask.test") : result + "\n\n" + texts.get("ask.test-again")),
                buttons -> buttons.row(texts.get("watch.button.back"), "back"),
                "");
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        if (!verb.equals("back")) {
            return Optional.empty();
        }
        return part.subject(visit, data)
                .map(subject -> part.card().show(visit, subject, ""))
                .or(() -> Optional.of(part.list().gone(visit, data)));
    }

    @Override
    public Optional<Answer> told(Visit visit, Map<String, String> data, Update.Written message) {
        return part.subject(visit, data)
                .map(subject -> show(visit, subject, Trial.of(visit.texts(), subject.watch(), message.message())))
                .or(() -> Optional.of(part.list().gone(visit, data)));
    }
}
