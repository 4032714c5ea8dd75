package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** Asks before something is removed: a watch, or all entries of one of its lists. */
final class ConfirmStep extends WatchStep {

    ConfirmStep(WatchPart part) {
        super("sure", part);
    }

    /** Asks; the list is the one that is emptied, and absent when the watch is removed. */
    ChatAnswer show(RequestContext context, Subject subject, Optional<Field> list) {
        subject.requireChangeable(context);
        Map<String, String> data = subject.data();
        list.ifPresent(field -> data.put(Field.KEY, field.key()));
        String question = list.map(field -> context.text("sure.clear", context.text("field." + field.key())))
                .orElseGet(() -> context.text("sure.remove"));
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, question)
                .then("\n\n")
                .then(CardText.of(part.names, context, subject));
        return enter(
                context,
                data,
                text,
                buttons -> buttons.row(buttons.of("watch.button.yes", "yes"), buttons.of("watch.button.no", "no")));
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        Optional<Field> list = Field.of(data.getOrDefault(Field.KEY, ""));
        return about(context, data, subject -> switch (verb) {
            case "no" ->
                list.map(field -> part.entries.show(context, subject, field, 0, false, ""))
                        .orElseGet(() -> part.card.show(context, subject, ""));
            case "yes" -> yes(context, data, subject, list);
            default -> Dialogs.over(context);
        });
    }

    private ChatAnswer yes(RequestContext context, Map<String, String> data, Subject subject, Optional<Field> list) {
        if (!subject.isAsSeen(data)) {
            return part.card.show(context, subject, context.text("watch.changed"));
        }
        if (list.isEmpty()) {
            part.remove(context, subject.watch());
            return part.list.show(context, 0, context.text("watch.removed"));
        }
        EntriesStep.requirePatterns(context, subject, list.get(), List.of());
        Subject now = part.changed(context, subject, WatchForm.with(subject.watch(), list.get(), List.of()));
        return part.entries.show(context, now, list.get(), 0, false, "");
    }
}
