package sluice.web.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import sluice.api.Bounded;
import sluice.base.collection.BoundedMap;
import sluice.base.text.DisplayText;

/** The names of chats. A name that is not known yet is there when the page asks again. This class is thread-safe. */
public final class Titles {

    /** The chats of twice the watches that a scrape shows, and some. */
    private static final int MAX_KEPT = 256;

    private final LongFunction<Optional<String>> known;
    private final Background<Long> background;

    @Bounded("MAX_KEPT, the eldest goes")
    private final Map<Long, String> last = BoundedMap.byAge(MAX_KEPT);

    /** {@code known} returns at once; {@code ask} sees to it that a title is known, and may wait for Telegram. */
    public Titles(LongFunction<Optional<String>> known, LongConsumer ask) {
        this.known = known;
        this.background = new Background<>(ask::accept);
    }

    /** The title of a chat, or nothing while it is not known; an older one while it is asked for again. */
    public String of(long chat) {
        Optional<String> title = known.apply(chat);
        if (title.isEmpty()) {
            background.want(chat);
        }
        synchronized (this) {
            title.ifPresent(name -> last.put(chat, name));
            return last.getOrDefault(chat, "");
        }
    }

    /** The title of a chat if it is known by chance. */
    String ifKnown(long chat) {
        return known.apply(chat).orElse("");
    }

    /** The title of a chat and its id; the id alone while the title is not known. */
    public String withId(long chat) {
        String title = of(chat);
        return title.isEmpty() ? Long.toString(chat) : DisplayText.isolated(title) + " (" + chat + ")";
    }
}
