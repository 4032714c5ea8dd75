package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that come from environment variables. */
class EnvironmentReaderTest {

    private static Loaded load(String yaml, Map<String, String> environment) {
        return ConfigLoader.parse(Path.of("sluice.yaml"), yaml, environment);
    }

    private static Config valid(String yaml, Map<String, String> environment) {
        return assertInstanceOf(Loaded.Valid.class, load(yaml, environment)).config();
    }

    private static List<String> problems(Map<String, String> environment) {
        return assertInstanceOf(Loaded.Invalid.class, load("{}", environment)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void any_key_can_be_set_and_wins_over_the_file() {
        Config config = valid(
                "http.port: 1\nintake.album-quiet: 2s",
                Map.of(
                        "SLUICE_HTTP_PORT", "8081",
                        "SLUICE_DATA_DIR", "/data",
                        "SLUICE_ADMINS", "123456, 234567",
                        "SLUICE_CLEANUP_PRESSURE_THRESHOLD", "50%"));

        assertEquals(8081, config.http().port());
        assertEquals(Path.of("/data"), config.dataDir());
        assertEquals(List.of(123456L, 234567L), config.admins());
        assertEquals(0.5, config.pressureThreshold());
        assertEquals(Duration.ofSeconds(2), config.intake().albumQuiet(), "what stands only in the file stays");
    }

    @Test
    void a_wrong_value_is_named_by_its_variable_and_a_secret_is_not_shown() {
        assertEquals(
                List.of("sluice.yaml: SLUICE_HTTP_PORT: must be a whole number from 0 to 65535, not `many`"),
                problems(Map.of("SLUICE_HTTP_PORT", "many")));
        String secret = "s3cret!";
        assertEquals(
                0,
                problems(Map.of("SLUICE_HTTP_TOKEN", secret)).stream()
                        .filter(line -> line.contains(secret))
                        .count());
    }

    @Test
    void a_token_for_the_page_lets_it_listen_on_every_address() {
        Config config = valid("{}", Map.of("SLUICE_HTTP_BIND", "0.0.0.0", "SLUICE_HTTP_TOKEN", "sixteen-letters-"));
        assertEquals("0.0.0.0", config.http().bind());
        assertEquals(1, problems(Map.of("SLUICE_HTTP_BIND", "0.0.0.0")).size());
    }

    @Test
    void a_misspelt_variable_is_warned_of_and_a_foreign_one_is_not() {
        Config config = valid("{}", Map.of("SLUICE_HTTP_PROT", "1", "SLUICE_LOG_LEVEL", "debug", "HTTP_PORT", "2"));
        assertEquals(
                List.of("sluice.yaml: SLUICE_HTTP_PROT: has no effect; did you mean `SLUICE_HTTP_PORT`?"),
                config.warnings().stream().map(Problem::toString).toList());
    }
}
