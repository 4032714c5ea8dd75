package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {

    private static final String OTHER = Yaml.TOKEN.replace('A', 'B');
    private static final String FORM =
            "must be a bot's token as @BotFather gave it: digits, a colon, and some 35 letters, digits, `_` or `-`";
    private static final String MISSING =
            "telegram.token: is missing; write there the token that @BotFather gave you, or name a file that holds it in "
                    + "`telegram.token-file`, or set the environment variable SLUICE_TOKEN";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void names_the_file() {
        file = folder.resolve("sluice.yaml");
    }

    @Test
    void takes_it_from_the_file_the_token_file_or_the_environment_in_this_order() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "\n  " + Yaml.TOKEN + "\r\n");
        Map<String, String> environment = Map.of("SLUICE_TOKEN", OTHER);
        assertEquals(Yaml.TOKEN, token("telegram.token: " + Yaml.TOKEN, environment));
        assertEquals(Yaml.TOKEN, token("telegram:\n  token-file: secret.txt", environment));
        assertEquals(OTHER, token("language: en", environment));
        assertEquals(OTHER, token("language: en", Map.of("SLUICE_TOKEN", OTHER + "\n")));
    }

    @Test
    void is_missing_only_where_it_is_needed() throws IOException {
        Files.writeString(file, "language: en");
        assertEquals(
                List.of(file + ": " + MISSING), Yaml.printed(ConfigLoader.load(file, Map.of("SLUICE_TOKEN", " "))));
        Config config = assertInstanceOf(Loaded.Valid.class, ConfigLoader.loadWithoutToken(file, Map.of()))
                .config();
        assertTrue(config.telegram().token().isEmpty());
    }

    @Test
    void is_reported_beside_the_other_problems() throws IOException {
        Files.writeString(file, "language: de");
        assertEquals(
                List.of(file + ": " + MISSING, file + ":1: language: must be one of `en`, `zh`, `auto`, not `de`"),
                Yaml.printed(ConfigLoader.load(file, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "bot" + Yaml.TOKEN, "123456789:short", "<token>", "123456789 AAEhBP0av28fyqG8mVZ4B6Qx"})
    void is_refused_without_being_shown_when_it_has_another_form(String wrong) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), wrong);
        Path secret = folder.resolve("secret.txt");
        String where = "telegram.token-file: what is in `" + secret + "` ";
        assertEquals(List.of(file + ":1: " + where + FORM), problems("telegram.token-file: secret.txt", Map.of()));
        assertEquals(
                List.of(file + ": SLUICE_TOKEN: " + FORM), problems("language: en", Map.of("SLUICE_TOKEN", wrong)));
        List<String> problems = problems("language: en\ntelegram.token: '" + wrong + "'", Map.of());
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith(file + ":2: telegram.token: must be a bot's token"));
        assertFalse(problems.getFirst().contains(wrong), problems::toString);
    }

    @Test
    void may_have_any_form_for_another_server() throws IOException {
        assertEquals("1:test", token("telegram: {token: '1:test', api-url: 'http://127.0.0.1:8081'}", Map.of()));
    }

    @Test
    void cannot_be_given_in_two_ways_in_the_file() throws IOException {
        assertEquals(
                List.of(file + ":2: telegram.token-file: is given beside `telegram.token`; only one of them can be"),
                problems("telegram.token: " + Yaml.TOKEN + "\ntelegram.token-file: secret.txt", Map.of()));
    }

    @Test
    void says_what_is_wrong_with_the_token_file() throws IOException {
        String line = file + ":1: telegram.token-file: ";
        assertEquals(
                List.of(line + "`" + folder.resolve("none") + "` does not exist"),
                problems("telegram.token-file: none", Map.of()));
        assertEquals(
                List.of(line + "`" + folder + "` is a folder, not a file"),
                problems("telegram.token-file: " + folder, Map.of()));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertEquals(
                List.of(line + "what is in `" + empty + "` " + FORM), problems("telegram.token-file: empty", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telegram.token: T\ntelegram.tokn: T",
                "admins: [T]",
                "telegram: T",
                "T: 5",
                "a: *T",
                "language: !T x",
                "a: [T: T",
                "telegram.api-url: http://127.0.0.1/botT?a=b",
                "telegram.token: [T]",
                "telegram.token: {T: T}",
                "language: T",
                "telegram.token: botT",
                "telegram.token-file: T",
                "watches: [{source: T, T: T}]",
                "plugins: {T: T}",
                "plugins.x: {T: [1]}",
                "watches:\n- {source: 1, destination: 2, owner: 3, blacklist-regex: '(T'}",
                "http.bind: T",
                "T",
                "- T",
                "telegram.token: 'T\n",
            })
    void is_never_shown_wherever_it_was_written(String yaml) throws IOException {
        List<String> problems = problems(yaml.replace("T", Yaml.TOKEN), Map.of());
        String secret = Yaml.TOKEN.substring(Yaml.TOKEN.indexOf(':') + 1);
        problems.forEach(problem -> assertFalse(problem.contains(secret), problem));
    }

    @Test
    void is_not_shown_even_in_another_form_or_under_another_key() throws IOException {
        List<String> problems = problems("language: swordfish-swordfish\nhttp.token: swordfish-swordfish", Map.of());
        assertEquals(List.of(file + ":1: language: must be one of `en`, `zh`, `auto`, not `***`"), problems);
    }

    private String token(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(file, yaml);
        Loaded loaded = ConfigLoader.load(file, environment);
        Config config =
                assertInstanceOf(Loaded.Valid.class, loaded, loaded::toString).config();
        assertFalse(config.toString().contains(Yaml.TOKEN));
        return config.telegram().token().orElseThrow().reveal();
    }

    private List<String> problems(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(file, yaml);
        return Yaml.printed(ConfigLoader.loadWithoutToken(file, environment));
    }
}
