package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide names every key as the program knows it, and no other. */
class DocumentationTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "configuration.md");

    @Test
    void names_each_key_with_its_default_and_its_range_and_no_other() throws IOException {
        List<String> rows = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<Key<?>> keys = keys().toList();
        assertEquals(keys.size(), rows.size());
        for (int i = 0; i < keys.size(); i++) {
            String row = rows.get(i);
            assertTrue(row.startsWith(begin(keys.get(i))), row);
            assertTrue(row.endsWith(" | " + keys.get(i).allowed() + " |"), row);
        }
    }

    @Test
    void no_key_is_defined_twice() {
        Set<String> names = new HashSet<>();
        Keys.ALL.forEach(key -> assertTrue(names.add(key.name()), key.name()));
    }

    static Stream<Key<?>> keys() {
        return Stream.concat(Keys.ALL.stream(), WatchKeys.ALL.stream());
    }

    private static String begin(Key<?> key) {
        String sizes = key.byProfile().isEmpty()
                ? ""
                : " (`small`: `" + key.byProfile().get(Config.Profile.SMALL) + "`, `large`: `"
                        + key.byProfile().get(Config.Profile.LARGE) + "`)";
        return "| `" + key.name() + "` | "
                + key.fallback().map(text -> "`" + text + "`" + sizes + " | ").orElse("");
    }
}
