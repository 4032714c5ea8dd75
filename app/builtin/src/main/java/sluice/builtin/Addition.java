package sluice.builtin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sluice.api.Entity;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepMessage;

/**
 * The text that a header or footer adds.
 *
 * @param text the words
 * @param separator the text between them and the message, where that says anything
 * @param link the address behind the words
 * @param styles how they look
 */
record Addition(Template text, String separator, Optional<Template> link, Set<String> styles) {

    private static final Set<String> STYLES =
            Set.of("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote");

    private static final String LINK = "https?://\\S+|tg://\\S+";

    /** A message of which everything is known, to see what a link may look like. */
    private static final StepMessage KNOWN = new StepMessage(
            -1,
            1,
            0,
            MediaType.TEXT,
            new MessageSender(0, 0, "", "name", ""),
            false,
            FormattedText.EMPTY,
            Optional.of(new Facts(1, "title", "", "", 0, "", "name", "", List.of())));

    static Addition of(Settings settings) {
        settings.allowing("text", "separator", "link", "style");
        String text = settings.required("text");
        if (text.isBlank()) {
            throw new SettingsException("`text` must have something to see in it");
        }
        Set<String> styles = new HashSet<>(settings.texts("style"));
        for (String style : styles) {
            if (!STYLES.contains(style)) {
                throw new SettingsException("`style` must be one or several of `"
                        + String.join("`, `", STYLES.stream().sorted().toList()) + "`, not `" + style + "`");
            }
        }
        Optional<Template> link = settings.text("link").map(address -> {
            Template template = Template.of("link", address);
            if (!template.of(KNOWN).matches(LINK)) {
                throw new SettingsException(
                        "`link` must be an address such as `https://t.me/name`, not `" + address + "`");
            }
            return template;
        });
        return new Addition(
                Template.of("text", text), settings.text("separator").orElse("\n\n"), link, Set.copyOf(styles));
    }

    FormattedText before(StepMessage message) {
        return joined(words(message), message.text());
    }

    FormattedText behind(StepMessage message) {
        return joined(message.text(), words(message));
    }

    /** The words for a message; none where nothing is known of what they are to say. */
    private FormattedText words(StepMessage message) {
        String words = text.of(message);
        if (words.isBlank()) {
            return FormattedText.EMPTY;
        }
        List<Entity> entities = new ArrayList<>();
        styles.forEach(style -> entities.add(Entity.of(style, 0, words.length())));
        link.map(template -> template.of(message))
                .filter(address -> address.matches(LINK))
                .ifPresent(address -> entities.add(new Entity("text_link", 0, words.length(), Map.of("url", address))));
        return new FormattedText(words, entities);
    }

    private FormattedText joined(FormattedText first, FormattedText second) {
        FormattedText between = first.isEmpty() || second.isEmpty() ? FormattedText.EMPTY : FormattedText.of(separator);
        return first.plus(between).plus(second);
    }
}
