package sluice.image.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sluice.simulator.SimulatorOptions;

/** Prometheus' own tool on what the image serves and on the rules that it carries. */
@Timeout(120)
class MonitoringIT {

    private static final Path FOLDER = Path.of(System.getProperty("sluice.image", "target/image"))
            .resolve("monitoring")
            .toAbsolutePath();
    private static final String RULES = "sluice-rules.yml";
    private static final String RULES_TEST = "sluice-rules-test.yml";
    private static final Pattern METRIC = Pattern.compile("\\b(sluice|process)_[a-z_]+");

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    Path dir;

    @BeforeEach
    void needsPromtool() {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!there) {
            System.out.println("SKIPPED MonitoringIT: there is no promtool; apt-get install prometheus");
        }
        assumeTrue(there, "promtool");
    }

    @Test
    void the_metrics_are_as_prometheus_wants_them() throws Exception {
        Chats chats = new Chats(bot.telegram(), 2);
        bot.configure("", chats.watches());
        bot.start();
        chats.flood(20);
        bot.awaitDrained(Duration.ofSeconds(30));

        promtool(bot.get("/metrics").body(), "check", "metrics");
    }

    @Test
    void all_that_rules_and_dashboard_name_is_served() throws Exception {
        bot.configure("", List.of());
        bot.start();
        Set<String> served = bot.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE ") || !line.startsWith("#"))
                // A histogram has samples of other names than its own.
                .map(line -> line.startsWith("#") ? line.split(" ", -1)[2] : line.split("[{ ]", -1)[0])
                .collect(Collectors.toSet());

        for (String file : List.of(RULES, "grafana-sluice.json")) {
            Set<String> named = METRIC.matcher(Files.readString(FOLDER.resolve(file)))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(named.size() > 10, named::toString);
            named.removeAll(served);
            // Served where machines share the bots: FailoverIT.
            named.removeIf(name -> name.startsWith("sluice_bot_") || name.startsWith("sluice_ownership_"));
            assertEquals(Set.of(), named, file);
        }
    }

    @Test
    void the_rules_are_well_formed_and_fire_when_they_should() throws Exception {
        Files.copy(FOLDER.resolve(RULES), dir.resolve(RULES));
        Files.copy(FOLDER.resolve("prometheus.yml"), dir.resolve("prometheus.yml"));
        try (var test = MonitoringIT.class.getResourceAsStream("/sluice/image/monitoring/" + RULES_TEST)) {
            Files.copy(test, dir.resolve(RULES_TEST));
        }
        promtool("", "check", "rules", RULES);
        promtool("", "check", "config", "prometheus.yml");
        promtool("", "test", "rules", RULES_TEST);
    }

    private void promtool(String input, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(args));
        Path in = Files.writeString(dir.resolve("input"), input);
        Path out = dir.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "promtool does not end");
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + "\n" + read(out) + "\n" + input);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
