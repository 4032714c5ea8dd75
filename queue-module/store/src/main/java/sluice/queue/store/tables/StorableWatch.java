package sluice.queue.store.tables;

import java.nio.charset.StandardCharsets;
import java.util.List;
import sluice.api.Step;
import sluice.api.Watch;

/** What of a watch can be stored. */
public final class StorableWatch {

    private StorableWatch() {}

    /**
     * Refuses text that is not valid Unicode: it would not come back as it was.
     *
     * @throws IllegalArgumentException with the name of the text
     */
    public static void require(Watch watch) {
        require("id", List.of(watch.id()));
        require("name", List.of(watch.name()));
        require("whitelist", watch.filters().whitelist());
        require("blacklist", watch.filters().blacklist());
        require("whitelist-regex", watch.filters().whitelistRegex());
        require("blacklist-regex", watch.filters().blacklistRegex());
        require("extract", watch.extractPatterns());
        for (Step step : watch.steps().orElse(List.of())) {
            require("steps", List.of(step.name()));
            step.settings().values().forEach((key, value) -> require("steps", List.of(key, value)));
        }
    }

    private static void require(String name, List<String> texts) {
        for (String text : texts) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException(
                        name + " must not hold half of a surrogate pair, but is `" + text + "`");
            }
        }
    }
}
