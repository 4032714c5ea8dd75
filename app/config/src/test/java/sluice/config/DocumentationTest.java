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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide names every key as the program knows it, and no other. */
class DocumentationTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "configuration.md");

    @ParameterizedTest
    @MethodSource("keys")
    void names_the_key_with_its_default_and_its_meaning(Key<?> key) throws IOException {
        assertTrue(Files.readAllLines(GUIDE).contains(row(key)), () -> "missing in the guide: " + row(key));
    }

    @Test
    void has_no_other_rows() throws IOException {
        List<String> rows = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(keys().map(DocumentationTest::row).toList(), rows);
    }

    @Test
    void no_key_is_defined_twice() {
        Set<String> names = new HashSet<>();
        Keys.ALL.forEach(key -> assertTrue(names.add(key.name()), key.name()));
    }

    static Stream<Key<?>> keys() {
        return Stream.concat(Keys.ALL.stream(), WatchKeys.ALL.stream());
    }

    private static String row(Key<?> key) {
        String fallback = key.fallback().map(text -> "`" + text + "`").orElse(key.absent());
        if (!key.byProfile().isEmpty()) {
            fallback += " (`small`: `" + key.byProfile().get(Profile.SMALL) + "`, `large`: `"
                    + key.byProfile().get(Profile.LARGE) + "`)";
        }
        return "| `" + key.name() + "` | " + fallback + " | " + key.meaning() + " | " + key.allowed() + " |";
    }
}
