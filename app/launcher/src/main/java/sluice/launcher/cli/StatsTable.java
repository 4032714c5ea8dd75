package sluice.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sluice.api.Bounded;
import sluice.base.text.Figures;

/** The figures of {@code /stats} for a person: what became of the messages first, then a section for each concern. Used once. */
final class StatsTable {

    /** What stands in the first section, and where the page has it. */
    private static final List<String[]> MESSAGES = List.of(
            new String[] {"received", "intake", "taken"},
            new String[] {"delivered", "worker", "processed"},
            new String[] {"filtered", "worker", "skipped"},
            new String[] {"failed", "worker", "failed"},
            new String[] {"retried", "worker", "retried"},
            new String[] {"flood waits", "worker", "flood_waits"},
            new String[] {"waiting", "queue", "pending"},
            new String[] {"dead letters", "queue", "dead_letters"});

    private static final List<String> SECONDS = List.of("_seconds", "_ttl", "_cooldown", "_age");

    /** A figure; one without a value is the title of a section. */
    private record Row(String name, String value) {}

    @Bounded("the figures of the page")
    private final List<Row> rows = new ArrayList<>();

    private StatsTable(JsonNode page) {
        title("messages");
        for (String[] row : MESSAGES) {
            row(row[0], page.path(row[1]).path(row[2]));
        }
        page.properties().stream()
                .filter(section -> !section.getKey().equals("worker"))
                .forEach(section -> section(section.getKey(), section.getValue()));
    }

    static void print(JsonNode page, PrintStream out) {
        new StatsTable(page).print(out);
        page.path("modules")
                .path("troubles")
                .forEach(module -> out.println("! " + module.path("name").asText() + ": "
                        + module.path("reason").asText()));
    }

    private void section(String name, JsonNode figures) {
        title(name);
        for (Map.Entry<String, JsonNode> figure : figures.properties()) {
            // Of the many reasons only those that occurred say something.
            boolean reason = figure.getKey().matches("(skipped|dropped)_.*");
            if (figure.getValue().isNumber() && !(reason && figure.getValue().asLong() == 0)) {
                row(figure.getKey(), figure.getValue());
            }
        }
    }

    private void title(String name) {
        rows.add(new Row(name.toUpperCase(Locale.ROOT), ""));
    }

    private void row(String name, JsonNode value) {
        boolean bytes = name.endsWith("_bytes");
        boolean seconds = SECONDS.stream().anyMatch(name::endsWith);
        String shown = bytes
                ? Figures.megabytes(value.asLong(), 1) + " MB"
                : seconds
                        ? Figures.duration(Duration.ofSeconds(value.asLong()))
                        : String.format(Locale.ROOT, value.isIntegralNumber() ? "%,.0f" : "%,.2f", value.asDouble());
        rows.add(new Row("  " + name.replaceFirst("_(bytes|seconds)$", "").replace('_', ' '), shown));
    }

    private void print(PrintStream out) {
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int values = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
        for (Row row : rows) {
            if (row.value().isEmpty() && !row.equals(rows.getFirst())) {
                out.println();
            }
            int gap = names + 2 + values - row.name().length() - row.value().length();
            out.println((row.name() + " ".repeat(gap) + row.value()).stripTrailing());
        }
    }
}
