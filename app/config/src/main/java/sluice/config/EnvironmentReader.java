package sluice.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.SettingsException;
import sluice.base.text.Suggestion;

/**
 * Reads keys from environment variables: {@code SLUICE_HTTP_PORT} is {@code http.port}. They win over the file, as is usual for
 * containers. Entries of a list are separated by commas.
 */
final class EnvironmentReader {

    private static final String PREFIX = "SLUICE_";

    /** Read elsewhere: by {@link TokenReader}, the log and the launcher. */
    private static final Set<String> OTHERS = Set.of(TokenReader.VARIABLE, "SLUICE_LOG_LEVEL", "SLUICE_JAVA_OPTS");

    private final Problems problems;

    EnvironmentReader(Problems problems) {
        this.problems = problems;
    }

    /** Puts what is there into the values. A variable that is nearly a key is a warning; any other belongs to something else. */
    void read(Map<String, String> environment, Values values) {
        Map<String, Key<?>> keys = Keys.ALL.stream().collect(Collectors.toMap(EnvironmentReader::name, key -> key));
        new TreeMap<>(environment).forEach((name, text) -> {
            if (keys.containsKey(name)) {
                put(keys.get(name), name, text, values);
            } else if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                Suggestion.nearest(
                                name.toLowerCase(Locale.ROOT),
                                keys.keySet().stream()
                                        .map(key -> key.toLowerCase(Locale.ROOT))
                                        .collect(Collectors.toSet()))
                        .ifPresent(near -> problems.warn(
                                0, name, "has no effect; did you mean `" + near.toUpperCase(Locale.ROOT) + "`?"));
            }
        });
    }

    private static String name(Key<?> key) {
        return PREFIX + key.name().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private void put(Key<?> key, String name, String text, Values values) {
        if (key.kind().secret()) {
            problems.hide(text);
        }
        List<String> texts = key.isList()
                ? Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList()
                : List.of(text.strip());
        try {
            values.put(
                    key, 0, texts, texts.stream().<Object>map(key.kind()::parse).toList());
        } catch (SettingsException e) {
            problems.add(0, name, e.getMessage());
            values.putWrong(key, 0);
        }
    }
}
