package sluice.chat.failed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sluice.api.DeadLetter;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.PageRange;
import sluice.chat.dialog.RequestContext;
import sluice.engine.deliver.DeadLetterService;
import sluice.telegram.model.Keyboard.Button;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** All dead letters that the user may see, page by page, the newest first. */
final class DeadLetterListStep extends DialogStep {

    private static final String ENTRY = "entry-";
    private static final String NEWEST = "newest";

    private final FailedPart part;

    DeadLetterListStep(FailedPart part) {
        super("list");
        this.part = part;
    }

    ChatAnswer show(RequestContext context, int asked, String note) {
        return new ChatAnswer.Show(screen(context, asked), note);
    }

    Screen screen(RequestContext context, int asked) {
        List<DeadLetterService.Entry> all = part.deadLetters.entries(found -> part.isVisible(context, found));
        PageRange page = PageRange.of(all.size(), asked);
        List<DeadLetter> shown = all.subList(page.from(), page.to()).stream()
                .flatMap(entry -> part.find(context, entry.id()).stream())
                .toList();
        Map<String, String> data = new HashMap<>();
        all.stream().findFirst().ifPresent(newest -> data.put(NEWEST, Long.toString(newest.id())));
        for (int i = 0; i < shown.size(); i++) {
            data.put(ENTRY + i, Long.toString(shown.get(i).id()));
        }
        return part.dialogs.enter(
                context,
                FailedPart.NAME,
                this,
                data,
                text(context, all.size(), page, shown),
                buttons -> addButtons(buttons, shown.size(), page));
    }

    private Styled text(RequestContext context, int count, PageRange page, List<DeadLetter> shown) {
        if (count == 0) {
            return Styled.plain(context.text("failed.none"));
        }
        Styled text = Styled.plain("").then(Styled.Style.BOLD, context.text("failed.title", count));
        for (int i = 0; i < shown.size(); i++) {
            text = text.then(part.text.line(context, page.from() + i + 1, shown.get(i)));
        }
        return text;
    }

    private static void addButtons(Buttons buttons, int shown, PageRange page) {
        if (shown == 0) {
            buttons.row(buttons.of("failed.button.again", "p0"));
            return;
        }
        buttons.row(IntStream.range(0, shown)
                .mapToObj(i -> buttons.labelled(Integer.toString(page.from() + i + 1), "o" + i))
                .toArray(Button[]::new));
        page.addTo(buttons);
        buttons.row(
                buttons.of("failed.button.retry-all", "retry-all"),
                buttons.of("failed.button.discard-all", "discard-all"));
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return switch (verb) {
            case "retry-all" -> retryAll(context);
            case "discard-all" ->
                FailedPart.id(data, NEWEST)
                        .map(newest -> part.discardAll.show(context, newest))
                        .orElseGet(() -> Dialogs.over(context));
            default ->
                number(verb, "p")
                        .map(page -> show(context, page, ""))
                        .or(() -> number(verb, "o")
                                .flatMap(place -> FailedPart.id(data, ENTRY + place))
                                .map(id -> part.deadLetter.show(context, id)))
                        .orElseGet(() -> Dialogs.over(context));
        };
    }

    private ChatAnswer retryAll(RequestContext context) {
        DeadLetterService.Retried retried =
                part.deadLetters.retryAll(FailedPart.who(context), found -> part.isVisible(context, found));
        String note = context.text("failed.retried-all", retried.queued());
        if (retried.full() > 0) {
            note += " " + context.text("failed.retried-full", retried.full());
        }
        if (retried.unknownOutcome() > 0) {
            note += " " + context.text("failed.retried-unknown", retried.unknownOutcome());
        }
        return show(context, 0, note);
    }
}
