package sluice.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import sluice.api.SettingsException;

/**
 * A replacement for a match: a text in which {@code $1} or <code>${name}</code> stand for a group of the expression, {@code $0} for all of
 * it, and {@code $$} for a dollar sign.
 *
 * @param parts in their order
 */
record Replacement(List<Part> parts) {

    /** A piece of text, or the number of a group. */
    private sealed interface Part {

        record Words(String text) implements Part {}

        record Group(int number) implements Part {}
    }

    static Replacement literal(String text) {
        return new Replacement(List.of(new Part.Words(text)));
    }

    /** Reads a text with groups of a pattern. */
    static Replacement of(String text, Pattern pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0) {
                parts.add(new Part.Words(text.substring(at)));
                break;
            }
            parts.add(new Part.Words(text.substring(at, dollar)));
            at = group(text, dollar + 1, pattern, parts);
        }
        return new Replacement(List.copyOf(parts));
    }

    String of(Matcher match) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Words(String words) -> text.append(words);
                case Part.Group(int number) -> {
                    String group = match.group(number);
                    text.append(group == null ? "" : group);
                }
            }
        }
        return text.toString();
    }

    /** Reads what stands behind a dollar sign; returns the place behind that. */
    private static int group(String text, int at, Pattern pattern, List<Part> parts) {
        if (text.startsWith("$", at)) {
            parts.add(new Part.Words("$"));
            return at + 1;
        }
        if (text.startsWith("{", at)) {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 1, end);
            Integer number = pattern.namedGroups().get(name);
            if (number == null) {
                throw new SettingsException("`with` names the group `${" + name + "}`, which `find` does not have");
            }
            parts.add(new Part.Group(number));
            return end + 1;
        }
        int end = at;
        while (end < text.length() && end < at + 2 && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        if (end == at) {
            throw new SettingsException("`with` has a `$` without a group behind it; a dollar sign is written `$$`");
        }
        int number = Integer.parseInt(text.substring(at, end));
        if (number > pattern.groupCount()) {
            throw new SettingsException("`with` names the group `$" + number + "`, and `find` has "
                    + (pattern.groupCount() == 0 ? "none" : "only " + pattern.groupCount()));
        }
        parts.add(new Part.Group(number));
        return end;
    }
}
