package sluice.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import sluice.api.FormattedText;
import sluice.api.MessageTransform;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.config.filter.Expressions;
import sluice.config.filter.FilterException;

/** Replaces words, or the matches of an expression. */
@Provider(name = "replace")
public final class Replace implements MessageTransform {

    @Override
    public Use use(Settings settings) {
        settings.allowing("find", "with", "regex", "ignore-case");
        String find = settings.required("find");
        String with = settings.text("with").orElse("");
        boolean regex = settings.flag("regex", false);
        if (find.isEmpty()) {
            throw new SettingsException("`find` must not be empty");
        }
        String flags = settings.flag("ignore-case", false) ? "(?i)" : "";
        Pattern pattern = compile(flags + (regex ? find : Pattern.quote(find)));
        Replacement replacement = regex ? Replacement.of(with, pattern) : Replacement.literal(with);
        return message -> replaced(message.text(), pattern, replacement);
    }

    private static Pattern compile(String expression) {
        try {
            return Expressions.compile(expression);
        } catch (FilterException e) {
            throw new SettingsException("`find`: " + e.getMessage());
        }
    }

    private static FormattedText replaced(FormattedText text, Pattern pattern, Replacement replacement) {
        FormattedText result = text;
        Matcher match = pattern.matcher(text.text());
        int grown = 0;
        while (match.find()) {
            // An expression that matches nothing at all does so between the halves of a pair too.
            if (!isInsidePair(text.text(), match.start())) {
                result = result.replace(match.start() + grown, match.end() + grown, replacement.of(match));
                grown = result.text().length() - text.text().length();
            }
        }
        return result;
    }

    private static boolean isInsidePair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }
}
