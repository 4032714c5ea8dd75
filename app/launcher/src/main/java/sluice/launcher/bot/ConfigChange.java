package sluice.launcher.bot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.config.BotFiles;
import sluice.config.Config;

/**
 * The difference between two configurations of a bot.
 *
 * @param before the running one; null for none
 */
public record ConfigChange(Config before, Config after) {

    /** The sections of the modules, among those parts. */
    static final String SECTIONS = "sizes and times of the modules";

    /** The keys of {@code queue} that say how machines share the bots: the process reads them. */
    private static final Set<String> SHARING = Set.of("url", "user", "password-file", "lease", "node");

    /** The parts of the configuration that are read at the start only. */
    @Bounded("the parts of the configuration")
    private static final Map<String, Function<Config, Object>> RESTARTED = Map.of(
            "telegram",
            Config::telegram,
            "language",
            Config::language,
            "bots-dir",
            config -> config.bots().map(BotFiles::folder),
            "data-dir",
            Config::dataDir,
            "plugins-dir",
            Config::pluginsDir,
            "modules",
            Config::modules,
            "http",
            Config::http,
            SECTIONS,
            Config::sections,
            "how machines share the bots",
            ConfigChange::sharing);

    private static Map<String, String> sharing(Config config) {
        Map<String, String> values = new HashMap<>(config.section("queue").values());
        values.keySet().retainAll(SHARING);
        return values;
    }

    /** The names of the parts that have changed and need a restart, in order. */
    public List<String> needsRestart() {
        return before == null
                ? List.of()
                : RESTARTED.entrySet().stream()
                        .filter(part -> !part.getValue()
                                .apply(before)
                                .equals(part.getValue().apply(after)))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }
}
