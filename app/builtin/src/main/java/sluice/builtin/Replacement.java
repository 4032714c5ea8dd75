package sluice.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import sluice.api.SettingsException;

/**
 * A replacement for a match: a text in which {@code $1} or <code>${name}</code> stand for a group of the expression, {@code $0} for all of
 * it, and {@code $$} for a dollar sign.
 *
 * @param parts in their order
 */
record Replacement(List<Function<Matcher, String>> parts) {

    static Replacement literal(String text) {
        return new Replacement(List.of(_ -> text));
    }

    /** Reads a text with groups of a pattern. */
    static Replacement of(String text, Pattern pattern) {
        List<Function<Matcher, String>> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            String words = text.substring(at, dollar < 0 ? text.length() : dollar);
            parts.add(_ -> words);
            at = dollar < 0 ? text.length() : group(text, dollar + 1, pattern, parts);
        }
        return new Replacement(List.copyOf(parts));
    }

    String of(Matcher match) {
        return parts.stream().map(part -> part.apply(match)).collect(Collectors.joining());
    }

    private static Function<Matcher, String> matched(int number) {
        return match -> Objects.requireNonNullElse(match.group(number), "");
    }

    /** Reads what stands behind a dollar sign; returns the place behind that. */
    private static int group(String text, int at, Pattern pattern, List<Function<Matcher, String>> parts) {
        if (text.startsWith("$", at)) {
            parts.add(_ -> "$");
            return at + 1;
        }
        if (text.startsWith("{", at)) {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 1, end);
            Integer number = pattern.namedGroups().get(name);
            if (number == null) {
                throw new SettingsException("`with` names the group `${" + name + "}`, which `find` does not have");
            }
            parts.add(matched(number));
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
        parts.add(matched(number));
        return end;
    }
}
