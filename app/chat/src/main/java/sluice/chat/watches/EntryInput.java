package sluice.chat.watches;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
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
    static Watch added(RequestContext context, Watch watch, Field field, String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw context.refusal("wrong.no-text");
        }
        Set<String> entries = new LinkedHashSet<>(WatchForm.list(watch, field));
        for (String line : lines) {
            check(context, field, line);
            entries.add(line);
        }
        int most = field.kind == Field.Kind.KEYWORDS ? Filter.MAX_KEYWORDS : Filter.MAX_EXPRESSIONS;
        if (entries.size() > most) {
            throw context.refusal("wrong.too-many", most, entries.size());
        }
        return WatchForm.with(watch, field, List.copyOf(entries));
    }

    private static void check(RequestContext context, Field field, String entry) {
        try {
            if (field.kind == Field.Kind.KEYWORDS) {
                Filter.checkedKeyword(entry);
            } else {
                Expressions.compile(entry);
            }
        } catch (FilterException e) {
            String reason = context.text("fault." + e.fault().name(), DisplayText.cut(e.getMessage(), MAX_DETAIL));
            String quoted = DisplayText.isolated(DisplayText.cut(entry, MAX_QUOTED));
            throw new InputRefusal(
                    e.position() == 0
                            ? context.text("wrong.entry", quoted, reason)
                            : context.text("wrong.entry-at", quoted, reason, e.position()));
        }
    }
}
