package sluice.chat.watches;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.PageRange;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** The keywords or expressions in one list of a watch: a message adds some, a tap removes one. */
final class EntriesStep extends WatchStep {

    private static final String PAGE = "page";

    /** There when the mode becomes extract with the first expression. */
    private static final String EXTRACTS_THEN = "extracts-then";

    /** A line that may be one entry or several, until it is said which. */
    private static final String UNCLEAR = "unclear";

    private static final Pattern COMMAS = Pattern.compile("\\s*[,，、]\\s*");

    /** Of each entry in the text, and on its button, in UTF-16 units. */
    private static final int MAX_ENTRY = 200;

    private static final int MAX_LABEL = 40;

    EntriesStep(WatchPart part) {
        super("entries", part);
    }

    ChatAnswer show(
            RequestContext context, Subject subject, Field field, int asked, boolean extractsThen, String problem) {
        subject.requireChangeable(context);
        List<String> all = WatchForm.list(subject.watch(), field);
        PageRange page = PageRange.of(all.size(), asked);
        Map<String, String> data = subject.data();
        data.put(Field.KEY, field.key());
        data.put(PAGE, Integer.toString(page.page()));
        if (extractsThen) {
            data.put(EXTRACTS_THEN, "true");
        }
        Styled text = text(context, field, all, page, problem);
        return enter(context, data, text, buttons -> addButtons(buttons, all, page));
    }

    private static Styled text(RequestContext context, Field field, List<String> all, PageRange page, String problem) {
        Styled text = Styled.plain(warning(problem))
                .then(Styled.Style.BOLD, context.text("card.list", context.text("field." + field.key()), all.size()));
        for (int i = page.from(); i < page.to(); i++) {
            text = text.then("\n" + (i + 1) + ". ").then(Styled.Style.CODE, DisplayText.cut(all.get(i), MAX_ENTRY));
        }
        return text.then("\n\n" + context.text("ask." + field.key()));
    }

    private static void addButtons(Buttons buttons, List<String> all, PageRange page) {
        for (int i = page.from(); i < page.to(); i++) {
            String entry = DisplayText.isolated(DisplayText.cut(all.get(i), MAX_LABEL));
            buttons.row(buttons.labelled("✖ " + (i + 1) + ". " + entry, "x" + i));
        }
        page.addTo(buttons);
        if (all.size() > 1) {
            buttons.row(buttons.of("watch.button.clear", "clear"));
        }
        buttons.back();
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        Field field = Field.in(data);
        return about(context, data, subject -> switch (verb) {
            case "back" -> part.card.show(context, subject, "");
            case "clear" -> part.confirm.show(context, subject, Optional.of(field));
            case "phrase" -> add(context, data, subject, field, data.getOrDefault(UNCLEAR, ""));
            case "words" ->
                add(context, data, subject, field, String.join("\n", words(data.getOrDefault(UNCLEAR, ""))));
            default ->
                number(verb, "p")
                        .map(page -> show(context, subject, field, page, extractsThen(data), ""))
                        .or(() -> number(verb, "x").map(place -> remove(context, data, subject, field, place)))
                        .orElseGet(() -> Dialogs.over(context));
        });
    }

    private ChatAnswer remove(
            RequestContext context, Map<String, String> data, Subject subject, Field field, int place) {
        List<String> entries = new ArrayList<>(WatchForm.list(subject.watch(), field));
        if (!subject.isAsSeen(data) || place >= entries.size()) {
            String problem = context.text("watch.changed");
            return show(context, subject, field, page(data), extractsThen(data), problem);
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
            throw context.refusal("wrong.last-pattern");
        }
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        Field field = Field.in(data);
        String text = message.message().text().strip();
        boolean unclear = field.kind == Field.Kind.KEYWORDS
                && text.lines().count() == 1
                && words(text).size() > 1;
        return Optional.of(about(
                context,
                data,
                subject ->
                        unclear ? ask(context, data, subject, field, text) : add(context, data, subject, field, text)));
    }

    private static List<String> words(String line) {
        return COMMAS.splitAsStream(line)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private ChatAnswer add(
            RequestContext context, Map<String, String> data, Subject subject, Field field, String text) {
        boolean extracts = extractsThen(data);
        try {
            Watch watch = EntryInput.added(context, subject.watch(), field, text);
            Watch changed = extracts ? WatchForm.with(watch, "mode", Watch.Mode.EXTRACT.name()) : watch;
            Subject now = part.changed(context, subject, changed);
            return show(context, now, field, Integer.MAX_VALUE, false, "");
        } catch (InputRefusal e) {
            return show(context, subject, field, page(data), extracts, e.getMessage());
        }
    }

    /** Asks whether a line with commas is one phrase or several words. */
    private ChatAnswer ask(
            RequestContext context, Map<String, String> before, Subject subject, Field field, String line) {
        subject.requireChangeable(context);
        Map<String, String> data = subject.data();
        data.put(Field.KEY, field.key());
        data.put(PAGE, before.getOrDefault(PAGE, "0"));
        data.put(UNCLEAR, line);
        Styled text = Styled.plain(context.text("ask.phrase") + "\n\n")
                .then(Styled.Style.CODE, DisplayText.cut(line, MAX_ENTRY));
        return enter(
                context,
                data,
                text,
                buttons -> buttons.row(
                                buttons.of("entries.button.phrase", "phrase"),
                                buttons.labelled(
                                        context.text(
                                                "entries.button.words",
                                                words(line).size()),
                                        "words"))
                        .row(buttons.of("watch.button.cancel", "p0")));
    }

    private static int page(Map<String, String> data) {
        return number(data, PAGE).orElse(0);
    }

    private static boolean extractsThen(Map<String, String> data) {
        return data.containsKey(EXTRACTS_THEN);
    }
}
