package sluice.app.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.app.telegram.Styled;

/** All watches that the user may see, page by page. */
final class ListStep implements Step {

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

    Answer show(Visit visit, int asked, String note) {
        List<Watch> all = part.visible(visit);
        Pages page = Pages.of(all.size(), asked);
        List<Watch> shown = all.subList(page.from(), page.to());
        Map<String, String> data = new HashMap<>();
        data.put(PAGE, Integer.toString(page.page()));
        for (int i = 0; i < shown.size(); i++) {
            // By its id and not by its place in the list, which another watch may have by the time of the tap.
            data.put(ENTRY + i, shown.get(i).id());
        }
        return part.enter(
                visit,
                this,
                data,
                text(visit, all.size(), page),
                buttons -> buttons(visit, buttons, shown, page),
                note);
    }

    private static Styled text(Visit visit, int count, Pages page) {
        if (count == 0) {
            return Styled.plain(visit.texts().get("watch.list.none"));
        }
        Styled title = Styled.plain("").then(Styled.Style.BOLD, visit.texts().get("watch.list.title", count));
        return page.pages() == 1
                ? title
                : title.then("\n" + visit.texts().get("watch.list.page", page.page() + 1, page.pages()));
    }

    private Buttons buttons(Visit visit, Buttons buttons, List<Watch> shown, Pages page) {
        Buttons rows = buttons;
        for (int i = 0; i < shown.size(); i++) {
            rows = rows.row(label(visit, shown.get(i)), "o" + i);
        }
        return rows.row(page.row(buttons)).row(visit.texts().get("watch.button.add"), "add");
    }

    private String label(Visit visit, Watch watch) {
        return (watch.paused() ? "⏸ " : "▶️ ") + chat(visit, watch, watch.source()) + " → "
                + (watch.record() ? visit.texts().get("watch.notes") : chat(visit, watch, watch.destination()));
    }

    private String chat(Visit visit, Watch watch, long chat) {
        String name = chat == watch.owner() && chat == visit.user()
                ? visit.texts().get("watch.me")
                : part.names().of(chat);
        return Shown.isolated(Shown.cut(name, MAX_NAME));
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        if (verb.equals("add")) {
            return Optional.of(part.value().show(visit, part.newDraft(visit), Field.SOURCE, ""));
        }
        return Verb.number(verb, "p")
                .map(page -> show(visit, page, ""))
                .or(() -> Verb.number(verb, "o").map(place -> open(visit, data, place)));
    }

    private Answer open(Visit visit, Map<String, String> data, int place) {
        return part.subject(visit, data.getOrDefault(ENTRY + place, ""))
                .map(subject -> part.card().show(visit, subject, ""))
                .orElseGet(() -> gone(visit, data));
    }

    /** The list again, when a watch is not there any more. */
    Answer gone(Visit visit, Map<String, String> data) {
        int page = Verb.number(data.getOrDefault(PAGE, ""), "").orElse(0);
        return show(visit, page, visit.texts().get("watch.gone"));
    }
}
