package sluice.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sluice.api.Entity;
import sluice.api.FormattedText;
import sluice.api.MessageTransform;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;

/**
 * Takes links out: addresses with what they cover, and links behind words. It goes by what Telegram has found in the text, and by
 * the text itself where nothing was looked for.
 */
@Provider(name = "remove-links")
public final class RemoveLinks implements MessageTransform {

    /**
     * An address where Telegram was not asked. It ends before the first blank or letter of another script, which in Chinese follows without
     * a blank. An address does not end with a full stop or a bracket that closes one from before.
     */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:https?://|tg://|\\b(?:www\\.|(?:t|telegram)\\.me/|telegram\\.dog/))"
                    + "[!#-;=?-~]*[#-&*+\\-/-9=@-Z\\\\^-z|~]");

    private static final String PUNCTUATION = ".,;:!?)";

    private static final String UNLINK = "unlink";
    private static final String REMOVE = "remove";

    private record Part(int from, int to) {

        boolean touches(Entity entity) {
            return entity.offset() < to && from < entity.end();
        }
    }

    @Override
    public Use use(Settings settings) {
        settings.allowing("hidden", "mentions");
        String hidden = settings.text("hidden").orElse(UNLINK);
        if (!hidden.equals(UNLINK) && !hidden.equals(REMOVE)) {
            throw new SettingsException("`hidden` must be `" + UNLINK + "` or `" + REMOVE + "`, not `" + hidden + "`");
        }
        boolean words = hidden.equals(REMOVE);
        boolean mentions = settings.flag("mentions", false);
        return message -> unlinked(without(message.text(), parts(message.text(), words, mentions)));
    }

    /** The parts to remove, in order of place. */
    private static List<Part> parts(FormattedText text, boolean words, boolean mentions) {
        List<Part> parts = new ArrayList<>();
        for (Entity entity : text.entities()) {
            boolean goes = switch (entity.type()) {
                case "url" -> true;
                case "text_link" -> words;
                case "mention", "text_mention" -> mentions;
                default -> false;
            };
            if (goes) {
                parts.add(new Part(entity.offset(), entity.end()));
            }
        }
        Matcher address = ADDRESS.matcher(text.text());
        while (address.find()) {
            Part found = new Part(address.start(), address.end());
            if (text.entities().stream().noneMatch(entity -> entity.type().equals("url") && found.touches(entity))) {
                parts.add(found);
            }
        }
        parts.sort(Comparator.comparingInt(Part::from));
        return parts;
    }

    /** From the end to the beginning, so that the places before stay what they are. */
    private static FormattedText without(FormattedText text, List<Part> parts) {
        FormattedText result = text;
        // Blanks may have gone with what stands behind them, and an address may be said to end in some.
        int gone = text.text().length();
        for (Part part : merged(parts).reversed()) {
            int to = Math.min(part.to(), gone);
            if (part.from() < to) {
                Part wider = withBlanks(result.text(), part.from(), to);
                result = result.replace(wider.from(), wider.to(), "");
                gone = wider.from();
            }
        }
        return result;
    }

    private static List<Part> merged(List<Part> parts) {
        List<Part> merged = new ArrayList<>();
        for (Part part : parts) {
            Part last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && part.from() <= last.to()) {
                merged.set(merged.size() - 1, new Part(last.from(), Math.max(last.to(), part.to())));
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    /** The blanks before it where blanks follow, and the whole line where nothing else stands in it. */
    private static Part withBlanks(String text, int from, int to) {
        int begin = from;
        int end = to;
        boolean followed = end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && PUNCTUATION.indexOf(text.charAt(end)) < 0;
        while (!followed && begin > 0 && isBlank(text.charAt(begin - 1))) {
            begin--;
        }
        boolean atStart = begin == 0 || text.charAt(begin - 1) == '\n';
        while (atStart && end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        boolean line = atStart && (end == text.length() || text.charAt(end) == '\n');
        if (line && end < text.length()) {
            end++;
        } else if (line && begin > 0) {
            begin--;
        }
        return new Part(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0';
    }

    private static FormattedText unlinked(FormattedText text) {
        return new FormattedText(
                text.text(),
                text.entities().stream()
                        .filter(entity -> !entity.type().equals("text_link"))
                        .toList());
    }
}
