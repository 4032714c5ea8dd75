package sluice.app.notes;

import java.util.Comparator;
import java.util.List;
import sluice.api.Entity;
import sluice.api.FormattedText;

/** A text without its formatting, in which no link is lost. */
final class PlainText {

    private static final String LINK = "text_link";

    private PlainText() {}

    /** Where a link hides behind words, its address follows them. What no database keeps becomes a visible mark. */
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
