package sluice.chat.watches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.CallbackData;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.PageRange;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** The keywords or expressions in one list of a watch: a message adds some, a tap removes one. */
public final class EntriesStep implements DialogStep {

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

    ChatAnswer show(
            RequestContext context, Subject subject, Field field, int asked, boolean extractsThen, String problem) {
        if (subject.isFixed()) {
            throw new InputRefusal(context.texts().get("watch.fixed"));
        }
        List<String> all = WatchForm.list(subject.watch(), field);
        PageRange page = PageRange.of(all.size(), asked);
        Map<String, String> data = new HashMap<>(subject.data());
        data.put(FIELD, field.key());
        data.put(PAGE, Integer.toString(page.page()));
        if (extractsThen) {
            data.put(EXTRACTS_THEN, "true");
        }
        Styled text = text(context.texts(), field, all, page, problem);
        return part.enter(context, this, data, text, buttons -> buttons(context.texts(), buttons, all, page), "");
    }

    private static Styled text(Texts texts, Field field, List<String> all, PageRange page, String problem) {
        Styled text = Styled.plain(problem.isEmpty() ? "" : "⚠️ " + problem + "\n\n")
                .then(Styled.Style.BOLD, texts.get("card.list", texts.get("field." + field.key()), all.size()));
        for (int i = page.from(); i < page.to(); i++) {
            text = text.then("\n" + (i + 1) + ". ").then(Styled.Style.CODE, DisplayText.cut(all.get(i), MAX_ENTRY));
        }
        return text.then("\n\n" + texts.get("ask." + field.key()));
    }

    private static Buttons buttons(Texts texts, Buttons buttons, List<String> all, PageRange page) {
        Buttons rows = buttons;
        for (int i = page.from(); i < page.to(); i++) {
            rows = rows.row(
                    "✖ " + (i + 1) + ". " + DisplayText.isolated(DisplayText.cut(all.get(i), MAX_LABEL)), "x" + i);
        }
        rows = rows.row(page.row(buttons));
        if (all.size() > 1) {
            rows = rows.row(texts.get("watch.button.clear"), "clear");
        }
        return rows.row(texts.get("watch.button.back"), "back");
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        Optional<Subject> found = part.subject(context, data);
        if (found.isEmpty()) {
            return Optional.of(part.list().gone(context, data));
        }
        Subject subject = found.get();
        Field field = field(data);
        return switch (verb) {
            case "back" -> Optional.of(part.card().show(context, subject, ""));
            case "clear" -> Optional.of(part.sure().show(context, subject, Optional.of(field)));
            default ->
                CallbackData.number(verb, "p")
                        .map(page -> show(context, subject, field, page, extractsThen(data), ""))
                        .or(() -> CallbackData.number(verb, "x").map(place -> remove(context, data, subject, place)));
        };
    }

    private ChatAnswer remove(RequestContext context, Map<String, String> data, Subject subject, int place) {
        Field field = field(data);
        List<String> entries = new ArrayList<>(WatchForm.list(subject.watch(), field));
        if (!subject.isAsSeen(data) || place >= entries.size()) {
            return show(
                    context,
                    subject,
                    field,
                    page(data),
                    extractsThen(data),
                    context.texts().get("watch.changed"));
        }
        entries.remove(place);
        requirePatterns(context, subject, field, entries);
        Subject now = part.changed(context, subject, WatchForm.with(subject.watch(), field, entries));
        return show(context, now, field, page(data), extractsThen(data), "");
    }

    /** Without a pattern nothing could be extracted. */
    static void requirePatterns(RequestContext context, Subject subject, Field field, List<String> entries) {
        if (field == Field.EXTRACT_PATTERNS
                && entries.isEmpty()
                && subject.watch().mode() == Watch.Mode.EXTRACT) {
            throw new InputRefusal(context.texts().get("wrong.last-pattern"));
        }
    }

    @Override
    public Optional<ChatAnswer> told(RequestContext context, Map<String, String> data, Update.Written message) {
        Optional<Subject> subject = part.subject(context, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(context, data));
        }
        Field field = field(data);
        try {
            return Optional.of(
                    add(context, subject.get(), field, data, message.message().text()));
        } catch (InputRefusal e) {
            int page = page(data);
            return Optional.of(show(context, subject.get(), field, page, extractsThen(data), e.getMessage()));
        }
    }

    private ChatAnswer add(
            RequestContext context, Subject subject, Field field, Map<String, String> data, String text) {
        Watch watch = EntryInput.added(context.texts(), subject.watch(), field, text);
        Watch changed = extractsThen(data) ? WatchForm.with(watch, "mode", Watch.Mode.EXTRACT.name()) : watch;
        Subject now = part.changed(context, subject, changed);
        return show(context, now, field, Integer.MAX_VALUE, false, "");
    }

    private static Field field(Map<String, String> data) {
        return Field.of(data.getOrDefault(FIELD, "")).orElseThrow();
    }

    private static int page(Map<String, String> data) {
        return CallbackData.number(data.getOrDefault(PAGE, ""), "").orElse(0);
    }

    private static boolean extractsThen(Map<String, String> data) {
        return data.containsKey(EXTRACTS_THEN);
    }
}
