package sluice.chat.watches;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** Asks before a new watch is saved that another one equals in source and destination: both would send. */
final class TwinStep extends DialogStep {

    private static final String TWIN = "twin";

    private final WatchPart part;

    TwinStep(WatchPart part) {
        super("twin");
        this.part = part;
    }

    ChatAnswer show(RequestContext context, Subject draft, Watch twin) {
        Map<String, String> data = new HashMap<>(draft.data());
        data.put(TWIN, Subject.mark(twin));
        Styled text = Styled.plain(context.text("twin.text") + "\n\n" + part.list.label(context, twin));
        return part.enter(
                context,
                this,
                data,
                text,
                buttons -> buttons.row(buttons.of("twin.button.save", "save"), buttons.of("twin.button.show", "show"))
                        .row(buttons.of("watch.button.back", "back")));
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        return switch (verb) {
            case "save" -> part.about(context, data, draft -> Optional.of(part.card.save(context, draft)));
            case "show" ->
                Optional.of(part.marked(context, data.getOrDefault(TWIN, ""))
                        .map(subject -> part.card.show(context, subject, ""))
                        .orElseGet(() -> part.list.gone(context, data)));
            case "back" -> part.backToCard(context, data);
            default -> Optional.empty();
        };
    }
}
