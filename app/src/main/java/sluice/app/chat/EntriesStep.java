package sluice.app.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.app.telegram.Styled;
import sluice.app.telegram.Update;
import sluice.app.text.Texts;

/** The keywords or expressions in one list of a watch: a message adds some, a tap removes one. */
final class EntriesStep implements Step {

    private static final String FIELD = "field";
    private static final String PAGE = "page";

    /** There when the mode becomes extract with the first expression. */
    private static final String EXTRACTS_THEN = "extracts-then";

    /** Of each entry in the text, and on its button, in UTF-16 units. */
    private static final int MAX_ENTRY = 200;

    private static final int MAX_LABEL = 40;

    private final WatchPart part;

    EntriesStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "entries";
    }

    Answer show(Visit visit, Subject subject, Field field, int asked, boolean extractsThen, String problem) {
        if (subject.isFixed()) {
            throw new Refusal(visit.texts().get("watch.fixed"));
        }
        List<String> all = WatchForm.list(subject.watch(), field);
        Pages page = Pages.of(all.size(), asked);
        Map<String, String> data = new HashMap<>(subject.data());
        data.put(FIELD, field.key());
        data.put(PAGE, Integer.toString(page.page()));
        if (extractsThen) {
            data.put(EXTRACTS_THEN, "true");
        }
        Styled text = text(visit.texts(), field, all, page, problem);
        return part.enter(visit, this, data, text, buttons -> buttons(visit.texts(), buttons, all, page), "");
    }

    private static Styled text(Texts texts, Field field, List<String> all, Pages page, String problem) {
        Styled text = Styled.plain(problem.isEmpty() ? "" : "⚠️ " + problem + "\n\n")
                .then(Styled.Style.BOLD, texts.get("card.list", texts.get("field." + field.key()), all.size()));
        for (int i = page.from(); i < page.to(); i++) {
            text = text.then("\n" + (i + 1) + ". ").then(Styled.Style.CODE, Shown.cut(all.get(i), MAX_ENTRY));
        }
        return text.then("\n\n" + texts.get("ask." + field.key()));
    }

    private static Buttons buttons(Texts texts, Buttons buttons, List<String> all, Pages page) {
        Buttons rows = buttons;
        for (int i = page.from(); i < page.to(); i++) {
            rows = rows.row("✖ " + (i + 1) + ". " + Shown.isolated(Shown.cut(all.get(i), MAX_LABEL)), "x" + i);
        }
        rows = rows.row(page.row(buttons));
        if (all.size() > 1) {
            rows = rows.row(texts.get("watch.button.clear"), "clear");
        }
        return rows.row(texts.get("watch.button.back"), "back");
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        Optional<Subject> found = part.subject(visit, data);
        if (found.isEmpty()) {
            return Optional.of(part.list().gone(visit, data));
        }
        Subject subject = found.get();
        Field field = field(data);
        return switch (verb) {
            case "back" -> Optional.of(part.card().show(visit, subject, ""));
            case "clear" -> Optional.of(part.sure().show(visit, subject, Optional.of(field)));
            default ->
                Verb.number(verb, "p")
                        .map(page -> show(visit, subject, field, page, extractsThen(data), ""))
                        .or(() -> Verb.number(verb, "x").map(place -> remove(visit, data, subject, place)));
        };
    }

    private Answer remove(Visit visit, Map<String, String> data, Subject subject, int place) {
        Field field = field(data);
        List<String> entries = new ArrayList<>(WatchForm.list(subject.watch(), field));
        if (!subject.isAsSeen(data) || place >= entries.size()) {
            return show(
                    visit,
                    subject,
                    field,
                    page(data),
                    extractsThen(data),
                    visit.texts().get("watch.changed"));
        }
        entries.remove(place);
        requirePatterns(visit, subject, field, entries);
        Subject now = part.changed(visit, subject, WatchForm.with(subject.watch(), field, entries));
        return show(visit, now, field, page(data), extractsThen(data), "");
    }

    /** Without a pattern nothing could be extracted. */
    static void requirePatterns(Visit visit, Subject subject, Field field, List<String> entries) {
        if (field == Field.EXTRACT_PATTERNS
                && entries.isEmpty()
                && subject.watch().mode() == Watch.Mode.EXTRACT) {
            throw new Refusal(visit.texts().get("wrong.last-pattern"));
        }
    }

    @Override
    public Optional<Answer> told(Visit visit, Map<String, String> data, Update.Written message) {
        Optional<Subject> subject = part.subject(visit, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(visit, data));
        }
        Field field = field(data);
        try {
            return Optional.of(
                    add(visit, subject.get(), field, data, message.message().text()));
        } catch (Refusal e) {
            int page = page(data);
            return Optional.of(show(visit, subject.get(), field, page, extractsThen(data), e.getMessage()));
        }
    }

    private Answer add(Visit visit, Subject subject, Field field, Map<String, String> data, String text) {
        Watch watch = EntryInput.added(visit.texts(), subject.watch(), field, text);
        Watch changed = extractsThen(data) ? WatchForm.with(watch, "mode", Watch.Mode.EXTRACT.name()) : watch;
        Subject now = part.changed(visit, subject, changed);
        return show(visit, now, field, Integer.MAX_VALUE, false, "");
    }

    private static Field field(Map<String, String> data) {
        return Field.of(data.getOrDefault(FIELD, "")).orElseThrow();
    }

    private static int page(Map<String, String> data) {
        return Verb.number(data.getOrDefault(PAGE, ""), "").orElse(0);
    }

    private static boolean extractsThen(Map<String, String> data) {
        return data.containsKey(EXTRACTS_THEN);
    }
}
