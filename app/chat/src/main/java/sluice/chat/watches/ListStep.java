package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.CallbackData;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.PageRange;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** All watches that the user may see, page by page. */
final class ListStep implements DialogStep {

    /** For each of two names on one button of a phone. */
    private static final int MAX_NAME = 24;

    private static final String ENTRY = "entry-";
    private static final String PAGE = "page";

    private final WatchPart part;

    ListStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "list";
    }

    ChatAnswer show(RequestContext context, int asked, String note) {
        List<Watch> all = part.visible(context);
        PageRange page = PageRange.of(all.size(), asked);
        List<Watch> shown = all.subList(page.from(), page.to());
        Map<String, String> data = new HashMap<>();
        data.put(PAGE, Integer.toString(page.page()));
        for (int i = 0; i < shown.size(); i++) {
            // By its id and not by its place in the list, which another watch may have by the time of the tap.
            data.put(ENTRY + i, shown.get(i).id());
        }
        return part.enter(
                context,
                this,
                data,
                text(context, all.size(), page),
                buttons -> buttons(context, buttons, shown, page),
                note);
    }

    private static Styled text(RequestContext context, int count, PageRange page) {
        if (count == 0) {
            return Styled.plain(context.texts().get("watch.list.none"));
        }
        Styled title = Styled.plain("").then(Styled.Style.BOLD, context.texts().get("watch.list.title", count));
        return page.pages() == 1
                ? title
                : title.then("\n" + context.texts().get("watch.list.page", page.page() + 1, page.pages()));
    }

    private Buttons buttons(RequestContext context, Buttons buttons, List<Watch> shown, PageRange page) {
        Buttons rows = buttons;
        for (int i = 0; i < shown.size(); i++) {
            rows = rows.row(label(context, shown.get(i)), "o" + i);
        }
        return rows.row(page.row(buttons)).row(context.texts().get("watch.button.add"), "add");
    }

    private String label(RequestContext context, Watch watch) {
        return (watch.paused() ? "⏸ " : "▶️ ") + chat(context, watch, watch.source()) + " → "
                + (watch.record() ? context.texts().get("watch.notes") : chat(context, watch, watch.destination()));
    }

    private String chat(RequestContext context, Watch watch, long chat) {
        String name = chat == watch.owner() && chat == context.user()
                ? context.texts().get("watch.me")
                : part.names().of(chat);
        return DisplayText.isolated(DisplayText.cut(name, MAX_NAME));
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        if (verb.equals("add")) {
            return Optional.of(part.value().show(context, part.newDraft(context), Field.SOURCE, ""));
        }
        return CallbackData.number(verb, "p")
                .map(page -> show(context, page, ""))
                .or(() -> CallbackData.number(verb, "o").map(place -> open(context, data, place)));
    }

    private ChatAnswer open(RequestContext context, Map<String, String> data, int place) {
        return part.subject(context, data.getOrDefault(ENTRY + place, ""))
                .map(subject -> part.card().show(context, subject, ""))
                .orElseGet(() -> gone(context, data));
    }

    /** The list again, when a watch is not there any more. */
    ChatAnswer gone(RequestContext context, Map<String, String> data) {
        int page = CallbackData.number(data.getOrDefault(PAGE, ""), "").orElse(0);
        return show(context, page, context.texts().get("watch.gone"));
    }
}
