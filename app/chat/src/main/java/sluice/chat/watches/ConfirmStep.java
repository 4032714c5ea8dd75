package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** Asks before something is removed: a watch, or all entries of one of its lists. */
public final class ConfirmStep implements DialogStep {

    /** The list that is emptied; absent when the watch is removed. */
    private static final String FIELD = "field";

    private final WatchPart part;

    ConfirmStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "sure";
    }

    ChatAnswer show(RequestContext context, Subject subject, Optional<Field> list) {
        if (subject.isFixed()) {
            throw new InputRefusal(context.texts().get("watch.fixed"));
        }
        Texts texts = context.texts();
        Map<String, String> data = new HashMap<>(subject.data());
        list.ifPresent(field -> data.put(FIELD, field.key()));
        String question = list.map(field -> texts.get("sure.clear", texts.get("field." + field.key())))
                .orElseGet(() -> texts.get("sure.remove"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, question)
                .then("\n\n")
                .then(CardText.of(part.names(), context, subject));
        return part.enter(
                context,
                this,
                data,
                text,
                buttons -> buttons.row(List.of(
                        buttons.button(texts.get("watch.button.yes"), "yes"),
                        buttons.button(texts.get("watch.button.no"), "no"))),
                "");
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        Optional<Subject> subject = part.subject(context, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(context, data));
        }
        Optional<Field> list = Field.of(data.getOrDefault(FIELD, ""));
        return switch (verb) {
            case "no" -> Optional.of(back(context, subject.get(), list));
            case "yes" -> Optional.of(yes(context, data, subject.get(), list));
            default -> Optional.empty();
        };
    }

    private ChatAnswer back(RequestContext context, Subject subject, Optional<Field> list) {
        return list.map(field -> part.entries().show(context, subject, field, 0, false, ""))
                .orElseGet(() -> part.card().show(context, subject, ""));
    }

    private ChatAnswer yes(RequestContext context, Map<String, String> data, Subject subject, Optional<Field> list) {
        if (!subject.isAsSeen(data)) {
            return part.card().show(context, subject, context.texts().get("watch.changed"));
        }
        if (list.isEmpty()) {
            part.remove(context, subject.watch());
            return part.list().show(context, 0, context.texts().get("watch.removed"));
        }
        EntriesStep.requirePatterns(context, subject, list.get(), List.of());
        Subject now = part.changed(context, subject, WatchForm.with(subject.watch(), list.get(), List.of()));
        return part.entries().show(context, now, list.get(), 0, false, "");
    }
}
