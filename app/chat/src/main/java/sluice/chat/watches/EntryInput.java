package sluice.chat.watches;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.InputRefusal;
import sluice.config.filter.Expressions;
import sluice.config.filter.Filter;
import sluice.config.filter.FilterException;

/** Reads the entries of a list, one on each line, and checks each. */
final class EntryInput {

    /** Of an entry that is quoted because something is wrong with it, in UTF-16 units. */
    private static final int MAX_QUOTED = 100;

    private static final int MAX_DETAIL = 300;

    private EntryInput() {}

    /**
     * A watch with the entries of a message besides those that it has.
     *
     * @throws InputRefusal when one of them cannot be used, or they are too many; it says which and why
     */
    static Watch added(Texts texts, Watch watch, Field field, String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw new InputRefusal(texts.get("wrong.no-text"));
        }
        Set<String> entries = new LinkedHashSet<>(WatchForm.list(watch, field));
        for (String line : lines) {
            check(texts, field, line);
            entries.add(line);
        }
        int most = field.kind() == Field.Kind.KEYWORDS ? Filter.MAX_KEYWORDS : Filter.MAX_EXPRESSIONS;
        if (entries.size() > most) {
            throw new InputRefusal(texts.get("wrong.too-many", most, entries.size()));
        }
        return WatchForm.with(watch, field, List.copyOf(entries));
    }

    private static void check(Texts texts, Field field, String entry) {
        try {
            if (field.kind() == Field.Kind.KEYWORDS) {
                Filter.checkedKeyword(entry);
            } else {
                Expressions.compile(entry);
            }
        } catch (FilterException e) {
            String reason = texts.get("fault." + e.fault().name(), DisplayText.cut(e.getMessage(), MAX_DETAIL));
            String quoted = DisplayText.isolated(DisplayText.cut(entry, MAX_QUOTED));
            throw new InputRefusal(
                    e.position() == 0
                            ? texts.get("wrong.entry", quoted, reason)
                            : texts.get("wrong.entry-at", quoted, reason, e.position()));
        }
    }
}
