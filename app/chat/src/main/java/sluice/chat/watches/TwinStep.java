package sluice.chat.watches;

import java.util.Map;
import sluice.api.Watch;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** Asks before a new watch is saved that another one equals in source and destination: both would send. */
final class TwinStep extends WatchStep {

    private static final String TWIN = "twin";

    TwinStep(WatchPart part) {
        super("twin", part);
    }

    ChatAnswer show(RequestContext context, Subject draft, Watch twin) {
        Map<String, String> data = draft.data();
        data.put(TWIN, Subject.mark(twin));
        Styled text = Styled.plain(context.text("twin.text") + "\n\n" + part.list.label(context, twin));
        return enter(
                context,
                data,
                text,
                buttons -> buttons.row(buttons.of("twin.button.save", "save"), buttons.of("twin.button.show", "show"))
                        .back());
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return switch (verb) {
            case "save" -> about(context, data, draft -> part.card.save(context, draft));
            case "show" ->
                part.marked(context, data.getOrDefault(TWIN, ""))
                        .map(subject -> part.card.show(context, subject, ""))
                        .orElseGet(() -> part.list.gone(context, data));
            case "back" -> backToCard(context, data);
            default -> Dialogs.over(context);
        };
    }
}
