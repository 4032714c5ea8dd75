package sluice.web.http;

import java.util.Map;
import java.util.Optional;
import sluice.base.log.Secret;
import sluice.base.text.Language;

/**
 * What a server serves: pages of its own at {@code /} and, where a process runs several bots, those of each below {@code /bots/NAME/}. May be
 * asked by several threads at once.
 */
public interface Site {

    /** Before the name of a bot in an address. */
    String BOTS = "/bots/";

    /**
     * Pages that belong together.
     *
     * @param language what they are written in
     */
    record Section(Pages pages, Language language) {}

    /** A site of one bot, whose pages are all there is. */
    static Site of(Pages pages, Language language) {
        Section one = new Section(pages, language);
        return () -> one;
    }

    /** The pages at {@code /}, the same each time. */
    Section root();

    /** The pages of a bot; empty when there is no such bot. */
    default Optional<Section> bot(String name) {
        return Optional.empty();
    }

    /** What opens the pages of one bot and nothing else, by the name of the bot. */
    default Map<String, Secret> tokens() {
        return Map.of();
    }

    /** Whether the page at {@code /} is a list of bots. */
    default boolean several() {
        return false;
    }
}
