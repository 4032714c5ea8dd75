package sluice.app.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.app.telegram.Styled;
import sluice.app.text.Texts;

/** Asks before something is removed: a watch, or all entries of one of its lists. */
final class SureStep implements Step {

    /** The list that is emptied; absent when the watch is removed. */
    private static final String FIELD = "field";

    private final WatchPart part;

    SureStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "sure";
    }

    Answer show(Visit visit, Subject subject, Optional<Field> list) {
        if (subject.isFixed()) {
            throw new Refusal(visit.texts().get("watch.fixed"));
        }
        Texts texts = visit.texts();
        Map<String, String> data = new HashMap<>(subject.data());
        list.ifPresent(field -> data.put(FIELD, field.key()));
        String question = list.map(field -> texts.get("sure.clear", texts.get("field." + field.key())))
                .orElseGet(() -> texts.get("sure.remove"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, question)
                .then("\n\n")
                .then(CardText.of(part.names(), visit, subject));
        return part.enter(
                visit,
                this,
                data,
                text,
                buttons -> buttons.row(List.of(
                        buttons.button(texts.get("watch.button.yes"), "yes"),
                        buttons.button(texts.get("watch.button.no"), "no"))),
                "");
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        Optional<Subject> subject = part.subject(visit, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(visit, data));
        }
        Optional<Field> list = Field.of(data.getOrDefault(FIELD, ""));
        return switch (verb) {
            case "no" -> Optional.of(back(visit, subject.get(), list));
            case "yes" -> Optional.of(yes(visit, data, subject.get(), list));
            default -> Optional.empty();
        };
    }

    private Answer back(Visit visit, Subject subject, Optional<Field> list) {
        return list.map(field -> part.entries().show(visit, subject, field, 0, false, ""))
                .orElseGet(() -> part.card().show(visit, subject, ""));
    }

    private Answer yes(Visit visit, Map<String, String> data, Subject subject, Optional<Field> list) {
        if (!subject.isAsSeen(data)) {
            return part.card().show(visit, subject, visit.texts().get("watch.changed"));
        }
        if (list.isEmpty()) {
            part.remove(visit, subject.watch());
            return part.list().show(visit, 0, visit.texts().get("watch.removed"));
        }
        EntriesStep.requirePatterns(visit, subject, list.get(), List.of());
        Subject now = part.changed(visit, subject, WatchForm.with(subject.watch(), list.get(), List.of()));
        return part.entries().show(visit, now, list.get(), 0, false, "");
    }
}
