package sluice.builtin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sluice.api.Entity;
import sluice.api.FormattedText;
import sluice.api.Settings;
import sluice.api.SettingsException;

/**
 * The text that a header or footer adds.
 *
 * @param text the words and how they look
 * @param separator what stands between them and the message, where that says anything
 */
record Addition(FormattedText text, String separator) {

    private static final Set<String> STYLES =
            Set.of("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote");

    private static final String LINK = "https?://\\S+|tg://\\S+";

    static Addition of(Settings settings) {
        settings.allowing("text", "separator", "link", "style");
        String text = settings.required("text");
        if (text.isBlank()) {
            throw new SettingsException("`text` must have something to see in it");
        }
        List<Entity> entities = new ArrayList<>();
        Set<String> styles = new HashSet<>(settings.texts("style"));
        for (String style : styles) {
            if (!STYLES.contains(style)) {
                throw new SettingsException("`style` must be one or several of `"
                        + String.join("`, `", STYLES.stream().sorted().toList()) + "`, not `" + style + "`");
            }
            entities.add(Entity.of(style, 0, text.length()));
        }
        settings.text("link").ifPresent(link -> {
            if (!link.matches(LINK)) {
                throw new SettingsException(
                        "`link` must be an address such as `https://t.me/name`, not `" + link + "`");
            }
            entities.add(new Entity("text_link", 0, text.length(), Map.of("url", link)));
        });
        return new Addition(
                new FormattedText(text, entities), settings.text("separator").orElse("\n\n"));
    }

    FormattedText before(FormattedText message) {
        return joined(text, message);
    }

    FormattedText behind(FormattedText message) {
        return joined(message, text);
    }

    private FormattedText joined(FormattedText first, FormattedText second) {
        FormattedText between = first.isEmpty() || second.isEmpty() ? FormattedText.EMPTY : FormattedText.of(separator);
        return first.plus(between).plus(second);
    }
}
