package sluice.config;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.log.Secret;

/** Makes the configuration of values in which nothing is wrong. */
final class Assembly {

    private final Path file;
    private final Values values;

    Assembly(Path file, Values values) {
        this.file = file;
        this.values = values;
    }

    Config config(
            Optional<Secret> token,
            Map<String, Settings> plugins,
            List<Watch> watches,
            List<Step> steps,
            List<StepUse> stepUses,
            List<Problem> warnings) {
        return new Config(
                new Config.Telegram(token, values.get(Keys.API_URL), values.get(Keys.POLL_TIMEOUT)),
                values.list(Keys.ADMINS).stream().distinct().toList(),
                values.get(Keys.LANGUAGE),
                values.get(Keys.PROFILE),
                file.resolveSibling(values.get(Keys.DATA_DIR)),
                values.find(Keys.PLUGINS_DIR).map(file::resolveSibling),
                modules(),
                new Config.Http(values.get(Keys.HTTP_BIND), values.get(Keys.HTTP_PORT), values.find(Keys.HTTP_TOKEN)),
                new Config.Intake(values.find(Keys.MAX_AGE), values.get(Keys.ALBUM_QUIET)),
                deliver(),
                new Config.Peer(values.get(Keys.PEER_MAX_WAITING)),
                values.get(Keys.CLEANUP_INTERVAL),
                values.get(Keys.CLEANUP_PRESSURE_THRESHOLD),
                values.get(Keys.STATS_INTERVAL),
                sections(plugins),
                watches,
                steps,
                stepUses,
                warnings);
    }

    private Config.Modules modules() {
        Map<String, String> chosen =
                Keys.ROLES.entrySet().stream().collect(toMap(Map.Entry::getKey, role -> values.get(role.getValue())));
        return new Config.Modules(chosen, Set.copyOf(values.list(Keys.MODULES_DISABLED)));
    }

    private Config.Deliver deliver() {
        return new Config.Deliver(
                values.get(Keys.MAX_RETRIES),
                values.get(Keys.MAX_FLOOD_RETRIES),
                values.get(Keys.TIMEOUT),
                values.get(Keys.PACE_PER_CHAT),
                values.get(Keys.PACE_PER_GROUP),
                values.get(Keys.PACE_GLOBAL));
    }

    private Map<String, Settings> sections(Map<String, Settings> plugins) {
        Map<String, Settings> sections = new HashMap<>(plugins);
        Keys.ROLES.keySet().forEach(role -> sections.put(role, section(role + ".")));
        sections.put("notes", section("notes."));
        return sections;
    }

    private Settings section(String prefix) {
        return new Settings(Keys.ALL.stream()
                .filter(key -> key.name().startsWith(prefix) && values.text(key).isPresent())
                .collect(toMap(
                        key -> key.name().substring(prefix.length()),
                        key -> values.text(key).orElseThrow())));
    }
}
