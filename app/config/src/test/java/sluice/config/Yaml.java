package sluice.config;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads configurations that tests write down. */
final class Yaml {

    /** Has the form of a bot's token and belongs to no bot. */
    static final String TOKEN = "123456789:AAEhBP0av28fyqG8mVZ4B6QxYz012345678";

    static final Path FILE = Path.of("sluice.yaml");

    private Yaml() {}

    static Config valid(String yaml) {
        Loaded loaded = ConfigLoader.parse(FILE, yaml, Map.of());
        return assertInstanceOf(Loaded.Valid.class, loaded, loaded::toString).config();
    }

    /** The problems, as they are printed. */
    static List<String> problems(String yaml) {
        return printed(ConfigLoader.parse(FILE, yaml, Map.of()));
    }

    static List<String> printed(Loaded loaded) {
        Loaded.Invalid invalid = assertInstanceOf(Loaded.Invalid.class, loaded, loaded::toString);
        return invalid.problems().stream().map(Problem::toString).toList();
    }
}
