package sluice.engine.notes;

import java.util.Comparator;
import java.util.List;
import sluice.api.Entity;
import sluice.api.FormattedText;

/** A text without its formatting, in which no link is lost. */
final class PlainText {

    private static final String LINK = "text_link";

    private PlainText() {}

    /** The plain text, with the address of a link after the words that hide it. Characters that no database keeps become a visible mark. */
    static String of(FormattedText formatted) {
        StringBuilder text = new StringBuilder(formatted.text());
        List<Entity> links = formatted.entities().stream()
                .filter(entity -> entity.type().equals(LINK))
                .sorted(Comparator.comparingInt(Entity::end).reversed())
                .toList();
        for (Entity link : links) {
            String address = link.attributes().getOrDefault("url", "");
            String words = formatted.text().substring(link.offset(), link.end());
            if (!address.isEmpty() && !address.equals(words)) {
                text.insert(link.end(), " (" + address + ")");
            }
        }
        return text.toString().replace('\u0000', '\uFFFD');
    }
}
