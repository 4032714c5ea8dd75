package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Settings;
import sluice.base.log.Secret;
import sluice.base.text.Language;

class ConfigLoaderTest {

    private static final Map<String, String> TOKEN = Map.of("SLUICE_TOKEN", Yaml.TOKEN);

    @TempDir
    Path folder;

    @Test
    void what_machines_share_is_handed_to_the_queue_with_a_path_that_holds_everywhere() {
        Config config = Yaml.valid("modules.queue: postgres\nqueue: {url: 'jdbc:postgresql://db/s', user: u, "
                + "password-file: secrets/../pw, node: a}\n");
        Settings queue = config.section("queue");
        assertEquals("jdbc:postgresql://db/s", queue.required("url"));
        assertEquals("u", queue.required("user"));
        assertEquals(Path.of("pw").toAbsolutePath().toString(), queue.required("password-file"));
        assertEquals(Duration.ofSeconds(10), queue.duration("lease"));
        assertEquals("a", queue.required("node"));
        assertEquals(List.of(), config.warnings());
    }

    @Test
    void notes_are_handed_the_database_of_the_queue_and_the_folder_of_their_files() {
        Config config = Yaml.valid("""
                modules.queue: postgres
                queue: {url: 'jdbc:postgresql://db/s', max-size: 5}
                notes: {dir: shared/notes, max-size: 5MB}
                """);
        assertEquals(
                Map.of(
                        "dir", Path.of("shared/notes").toAbsolutePath().toString(),
                        "max-size", "5MB",
                        "url", "jdbc:postgresql://db/s",
                        "lease", "10s"),
                config.section("notes").values());
        assertEquals(List.of(), config.warnings());
    }

    @Test
    void bounds_of_notes_have_no_effect_on_a_queue_without_notes() {
        String bounds = "notes: {max-age: 5h, max-size: 5MB}\n";
        for (String queue : List.of("bounded", "postgres")) {
            assertEquals(
                    List.of("notes.max-age", "notes.max-size"),
                    Yaml.valid("modules.queue: " + queue + "\n" + bounds).warnings().stream()
                            .map(Problem::key)
                            .toList());
        }
        assertEquals(List.of(), Yaml.valid("modules.queue: sqlite\n" + bounds).warnings());
        assertEquals(
                List.of(),
                Yaml.valid("modules.queue: postgres\n" + bounds + "notes.dir: shared\n")
                        .warnings());
    }

    @Test
    void a_password_in_the_address_of_a_database_is_a_secret_as_it_is_written_and_as_it_is_meant() {
        String url = "jdbc:postgresql://db/s?user=u&password=p%20w&sslpassword=100%25&ssl=true";
        Config config = Yaml.valid("modules.queue: postgres\nqueue.url: '" + url + "'\n");
        assertEquals(
                Set.of(url, "p%20w", "p w", "100%25", "100%"),
                config.secrets().map(Secret::reveal).collect(Collectors.toSet()));
        assertEquals(
                List.of("100%"),
                Yaml.valid("queue.url: jdbc:x:y?password=100%")
                        .secrets()
                        .skip(1)
                        .map(Secret::reveal)
                        .distinct()
                        .toList());
    }

    @Test
    void fills_in_every_default() {
        Config config = Yaml.valid("# nothing but this\n");
        assertEquals(
                new Config.Telegram(Optional.empty(), URI.create("https://api.telegram.org"), Duration.ofSeconds(50)),
                config.telegram());
        assertEquals(List.of(), config.admins());
        assertEquals(Language.EN, config.language());
        assertEquals(Config.Profile.DEFAULT, config.profile());
        assertEquals(Path.of("data"), config.dataDir());
        assertEquals(Optional.empty(), config.pluginsDir());
        assertEquals(
                Map.of(
                        "dedup",
                        "lru",
                        "content-dedup",
                        "lru-contents",
                        "state",
                        "ttl",
                        "peer",
                        "cooldown",
                        "queue",
                        "sqlite"),
                config.modules().chosen());
        assertEquals(Set.of(), config.modules().disabled());
        assertEquals(new Config.Http("127.0.0.1", 8080, Optional.empty()), config.http());
        assertEquals(new Config.Intake(Optional.empty(), Duration.ofSeconds(1)), config.intake());
        assertEquals(
                new Config.Deliver(3, 3, Duration.ofSeconds(30), rate("1/s"), rate("20/min"), rate("30/s")),
                config.deliver());
        assertEquals(new Config.Peer(100), config.peer());
        assertEquals(Duration.ofMinutes(5), config.cleanupInterval());
        assertEquals(0.85, config.pressureThreshold());
        assertEquals(Duration.ofMinutes(5), config.statsInterval());
        assertEquals(List.of(), config.watches());
    }

    @Test
    void hands_complete_sections_to_the_roles() {
        assertEquals(
                Map.of(
                        "dedup",
                        new Settings(Map.of(
                                "max-messages", "200",
                                "message-ttl", "1s",
                                "cleanup-threshold", "500",
                                "content-ttl", "24h",
                                "max-contents", "10000",
                                "max-media-groups", "100")),
                        "content-dedup",
                        new Settings(Map.of()),
                        "state",
                        new Settings(Map.of("ttl", "1h", "max-users", "10000")),
                        "peer",
                        new Settings(Map.of(
                                "max-peers", "10000",
                                "retry-cooldown", "60s",
                                "cleanup-age", "24h",
                                "max-waiting", "100",
                                "max-failed", "10000")),
                        "queue",
                        new Settings(Map.of(
                                "max-size", "1000",
                                "max-backlog", "1000000",
                                "when-full", "wait",
                                "max-dead-letters", "1000",
                                "lease", "10s")),
                        "notes",
                        new Settings(Map.of("max-size", "1GB", "lease", "10s"))),
                Yaml.valid("# nothing but this\n").sections());
    }

    @Test
    void a_profile_sets_three_keys_and_a_given_key_wins() {
        Config small = Yaml.valid("profile: small");
        assertEquals(Config.Profile.SMALL, small.profile());
        assertEquals(List.of(100, 50, 500), sizes(small));
        assertEquals(List.of(200, 100, 1_000), sizes(Yaml.valid("profile: default")));
        assertEquals(List.of(500, 200, 5_000), sizes(Yaml.valid("profile: large")));
        assertEquals(List.of(7, 50, 500), sizes(Yaml.valid("dedup:\n  max-messages: 7\nprofile: small")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://telegram_bot_api:8081",
                "https://a-b.example",
                "http://[::1]:8081",
                "http://localhost:65535/api"
            })
    void takes_the_addresses_of_servers(String address) {
        assertEquals(
                URI.create(address),
                Yaml.valid("telegram: {api-url: \"" + address + "\"}")
                        .telegram()
                        .apiUrl());
    }

    @Test
    void takes_what_is_written() {
        Config config = Yaml.valid("""
                telegram:
                  token: %s
                  api-url: http://127.0.0.1:8081/
                  poll-timeout: 5s
                admins: [7, "8", 7]
                language: zh
                data-dir: /var/lib/sluice
                plugins-dir: more
                modules:
                  queue: sqlite
                  disabled: [redis, Example]
                http:
                  bind: 0.0.0.0
                  port: 0
                  token: let-me-in-let-me-in
                intake:
                  max-age: 2h
                  album-quiet: 500ms
                deliver:
                  max-retries: 0
                  max-flood-retries: 5
                  timeout: 10s
                  pace:
                    per-chat: 2/s
                    per-group: 1000/h
                    global: 25/s
                peer:
                  max-waiting: 5
                cleanup:
                  interval: 30s
                  pressure-threshold: 100%%
                stats:
                  interval: 1m
                """.formatted(Yaml.TOKEN));
        assertEquals(
                new Config.Telegram(
                        Optional.of(new Secret(Yaml.TOKEN)),
                        URI.create("http://127.0.0.1:8081"),
                        Duration.ofSeconds(5)),
                config.telegram());
        assertEquals(List.of(7L, 8L), config.admins());
        assertEquals(Language.ZH, config.language());
        assertEquals(Path.of("/var/lib/sluice"), config.dataDir());
        assertEquals(Optional.of(Path.of("more")), config.pluginsDir());
        assertEquals("sqlite", config.modules().chosen().get("queue"));
        assertEquals(Set.of("redis", "Example"), config.modules().disabled());
        assertEquals(new Config.Http("0.0.0.0", 0, Optional.of(new Secret("let-me-in-let-me-in"))), config.http());
        assertEquals(new Config.Intake(Optional.of(Duration.ofHours(2)), Duration.ofMillis(500)), config.intake());
        assertEquals(
                new Config.Deliver(0, 5, Duration.ofSeconds(10), rate("2/s"), rate("1000/h"), rate("25/s")),
                config.deliver());
        assertEquals(new Config.Peer(5), config.peer());
        assertEquals(5, config.section("peer").integer("max-waiting"));
        assertEquals(Duration.ofSeconds(30), config.cleanupInterval());
        assertEquals(1.0, config.pressureThreshold());
        assertEquals(Duration.ofMinutes(1), config.statsInterval());
    }

    @Test
    void reads_keys_with_dots_and_single_entries_as_lists() {
        Config config = Yaml.valid(
                "deliver.pace: {global: 5/s}\ndeliver.pace.per-chat: 6/s\ndeliver:\n  timeout: 1s\nadmins: 7");
        assertEquals(rate("5/s"), config.deliver().global());
        assertEquals(rate("6/s"), config.deliver().perChat());
        assertEquals(Duration.ofSeconds(1), config.deliver().timeout());
        assertEquals(List.of(7L), config.admins());
    }

    @Test
    void takes_sections_and_lists_with_nothing_in_them() {
        Config config = Yaml.valid("http:\nadmins:\nwatches:\nplugins:\ndeliver:\n  pace:\n");
        assertEquals(8080, config.http().port());
        assertEquals(List.of(), config.admins());
    }

    @Test
    void hands_plugins_what_was_written() {
        Config config =
                Yaml.valid("plugins:\n  redis: {url: 'redis://127.0.0.1', size: 0x10}\nplugins.other:\n  on: yes\n");
        assertEquals(new Settings(Map.of("url", "redis://127.0.0.1", "size", "0x10")), config.section("plugins.redis"));
        assertEquals(new Settings(Map.of("on", "yes")), config.section("plugins.other"));
        assertEquals(new Settings(Map.of()), config.section("plugins.none"));
    }

    @Test
    void relative_paths_start_from_the_folder_of_the_file() throws IOException {
        Path file = write("data-dir: d\nplugins-dir: p\n", StandardCharsets.UTF_8);
        Config config = assertInstanceOf(Loaded.Valid.class, ConfigLoader.load(file, TOKEN))
                .config();
        assertEquals(folder.resolve("d"), config.dataDir());
        assertEquals(Optional.of(folder.resolve("p")), config.pluginsDir());
    }

    @Test
    void reads_any_script_and_skips_a_byte_order_mark() throws IOException {
        Path file = write(
                "\uFEFFadmins: [7]\nwatches:\n- {source: -1, destination: me, whitelist: [中奖, Жук, 😀]}",
                StandardCharsets.UTF_8);
        Config config = assertInstanceOf(Loaded.Valid.class, ConfigLoader.load(file, TOKEN))
                .config();
        assertEquals(
                List.of("中奖", "Жук", "😀"),
                config.watches().getFirst().filters().whitelist());
    }

    @Test
    void says_why_a_file_cannot_be_read() throws IOException {
        assertEquals(List.of(folder.resolve("none") + ": does not exist"), load(folder.resolve("none")));
        assertEquals(List.of(folder + ": is a folder, not a file"), load(folder));
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        assertEquals(1, load(loop).size());
        assertEquals(
                loop + ": cannot be read: ",
                load(loop).getFirst().substring(0, (loop + ": cannot be read: ").length()));
        Path file = write("#".repeat(SourceFile.MAX_BYTES + 1), StandardCharsets.UTF_8);
        assertEquals(List.of(file + ": is larger than 1 MB"), load(file));
        write("#".repeat(SourceFile.MAX_BYTES), StandardCharsets.UTF_8);
        assertInstanceOf(Loaded.Valid.class, ConfigLoader.load(file, TOKEN));
    }

    @Test
    void asks_for_utf_8() throws IOException {
        Path file = write("language: en\n", StandardCharsets.UTF_16);
        assertEquals(List.of(file + ": is encoded in UTF-16; save it as UTF-8"), load(file));
        write("language: en\n# über\n", StandardCharsets.ISO_8859_1);
        assertEquals(List.of(file + ":2: is not encoded in UTF-8; save it as UTF-8"), load(file));
        write("language: en\n# 中", Charset.forName("GB18030"));
        assertEquals(List.of(file + ":2: is not encoded in UTF-8; save it as UTF-8"), load(file));
        Files.write(file, new byte[] {'#', (byte) 0xE4, (byte) 0xB8});
        assertEquals(List.of(file + ":1: is not encoded in UTF-8; save it as UTF-8"), load(file));
    }

    private static List<String> load(Path file) {
        return Yaml.printed(ConfigLoader.load(file, TOKEN));
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("sluice.yaml"), text, charset);
    }

    private static List<Integer> sizes(Config config) {
        return List.of(
                config.section("dedup").integer("max-messages"),
                config.section("dedup").integer("max-media-groups"),
                config.section("queue").integer("max-size"));
    }

    private static Rate rate(String text) {
        return Rate.parse(text).orElseThrow();
    }
}
