package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.PageRange;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** All watches that the user may see, page by page. */
final class ListStep extends WatchStep {

    /** For each of two names on one button of a phone. */
    private static final int MAX_NAME = 24;

    private static final String ENTRY = "entry-";
    private static final String PAGE = "page";

    ListStep(WatchPart part) {
        super("list", part);
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
        Styled text = text(context, all.size(), page);
        return enter(context, data, text, buttons -> addButtons(context, buttons, shown, page))
                .with(note);
    }

    private static Styled text(RequestContext context, int count, PageRange page) {
        if (count == 0) {
            return Styled.plain(context.text("watch.list.none"));
        }
        Styled title = Styled.plain("").then(Styled.Style.BOLD, context.text("watch.list.title", count));
        return page.pages() == 1
                ? title
                : title.then("\n" + context.text("watch.list.page", page.page() + 1, page.pages()));
    }

    private void addButtons(RequestContext context, Buttons buttons, List<Watch> shown, PageRange page) {
        for (int i = 0; i < shown.size(); i++) {
            buttons.row(buttons.labelled(label(context, shown.get(i)), "o" + i));
        }
        page.addTo(buttons);
        buttons.row(buttons.of("watch.button.add", "add"));
    }

    String label(RequestContext context, Watch watch) {
        String state = watch.paused() ? "⏸ " : "▶️ ";
        return state + (watch.name().isEmpty() ? between(context, watch) : DisplayText.isolated(watch.name()));
    }

    private String between(RequestContext context, Watch watch) {
        return chat(context, watch, watch.source()) + " → "
                + (watch.record() ? context.text("watch.notes") : chat(context, watch, watch.destination()));
    }

    private String chat(RequestContext context, Watch watch, long chat) {
        boolean me = chat == watch.owner() && chat == context.user();
        return me ? context.text("watch.me") : part.names.of(chat, MAX_NAME);
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        if (verb.equals("add")) {
            return part.value.show(context, part.newDraft(context), Field.SOURCE, "");
        }
        return number(verb, "p")
                .map(page -> show(context, page, ""))
                .or(() -> number(verb, "o")
                        .map(place -> part.subject(context, data.getOrDefault(ENTRY + place, ""))
                                .map(subject -> part.card.show(context, subject, ""))
                                .orElseGet(() -> gone(context, data))))
                .orElseGet(() -> Dialogs.over(context));
    }

    /** The list again, when a watch is not there any more. */
    ChatAnswer gone(RequestContext context, Map<String, String> data) {
        return show(context, number(data, PAGE).orElse(0), context.text("watch.gone"));
    }
}
