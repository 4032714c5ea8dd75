package sluice.web.metrics;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sluice.base.json.Json;

/** The guide, the rules and the dashboard for Grafana speak of the metrics that there are. */
class MonitoringGuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "monitoring.md");
    private static final Path FOLDER = Path.of("..", "image", "src", "main", "dist", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(sluice|process)_[a-z_]+");
    private static final Pattern ALERT = Pattern.compile("\\bSluice[A-Z][A-Za-z]+");

    /** All metrics there can be. */
    private static Set<Family> all() {
        Set<Family> all = new LinkedHashSet<>(Catalog.FIGURES.values());
        for (Field field : Catalog.class.getDeclaredFields()) {
            if (field.getType() == Family.class) {
                all.add((Family) assertDoesNotThrow(() -> field.get(null)));
            }
        }
        return all;
    }

    @Test
    void the_guide_has_a_row_for_each_metric_and_no_other() throws IOException {
        Set<String> rows = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| `sluice_") || line.startsWith("| `process_"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected =
                all().stream().map(MonitoringGuideTest::row).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    @Test
    void names_follow_the_conventions() {
        for (Family family : all()) {
            assertEquals(family.kind() == Family.Kind.COUNTER, family.name().endsWith("_total"), family.name());
            assertEquals(family.kind() == Family.Kind.INFO, family.name().endsWith("_info"), family.name());
            assertTrue(METRIC.matcher(family.name()).matches(), family.name());
            assertTrue(family.help().endsWith("."), family.help());
        }
        assertEquals(all().size(), all().stream().map(Family::name).distinct().count(), "no name twice");
    }

    @Test
    void rules_and_dashboard_name_metrics_that_there_are() throws IOException {
        Set<String> known = all().stream().map(Family::name).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>(named(METRIC, Files.readString(FOLDER.resolve("sluice-rules.yml"))));
        addExpressions(Json.MAPPER.readTree(Files.readAllBytes(FOLDER.resolve("grafana-sluice.json"))), used);
        assertTrue(used.size() > 20, used::toString);
        assertTrue(used.remove(Catalog.DELIVERY.name() + "_bucket"), "the series of a histogram");
        used.removeAll(known);
        assertEquals(Set.of(), used);
    }

    private static void addExpressions(JsonNode node, Set<String> used) {
        used.addAll(named(METRIC, node.path("expr").asText()));
        node.forEach(below -> addExpressions(below, used));
    }

    @Test
    void the_guide_tells_of_each_alert() throws IOException {
        Set<String> alerts = named(
                ALERT,
                String.join(
                        "\n",
                        Files.readAllLines(FOLDER.resolve("sluice-rules.yml")).stream()
                                .filter(line -> line.contains("- alert:"))
                                .toList()));
        Set<String> told = named(
                ALERT,
                String.join(
                        "\n",
                        Files.readAllLines(GUIDE).stream()
                                .filter(line -> line.startsWith("| `Sluice"))
                                .toList()));
        assertTrue(alerts.size() > 10, alerts::toString);
        assertEquals(alerts, told);
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Family family) {
        String labels = family.labels().isEmpty() ? "" : "`" + String.join("`, `", family.labels()) + "`";
        return "| `" + family.name() + "` | " + family.kind().name().toLowerCase(Locale.ROOT) + " | " + labels + " | "
                + family.help() + " |";
    }
}
