package sluice.app.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sluice.api.Stats;
import sluice.app.host.ModuleRecord;
import sluice.app.housekeeping.CleanupRun;
import sluice.app.log.Warnings;
import sluice.app.status.Series;

/** The present state as JSON, bounded in size. This class is thread-safe. */
final class Overview {

    /** Plugins are as many as there are files in a folder. */
    private static final int MAX_MODULES = 100;

    private final Sources sources;

    Overview(Sources sources) {
        this.sources = sources;
    }

    /** All but watches and dead letters, of which there can be many. */
    ObjectNode json() {
        Map<String, Stats> figures = sources.status().report().figures();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("now", sources.clock().millis());
        root.put("uptime", count(figures, "jvm", "uptime_seconds"));
        ArrayNode problems = root.putArray("problems");
        sources.status().health().problems().stream().map(Attention::words).forEach(problems::add);
        ArrayNode notes = root.putArray("notes");
        Attention.of(figures, sources.status().report().modules())
                .forEach(note -> notes.addObject().put("text", note.text()).put("href", note.href()));
        Gauge.write(figures, root.putArray("gauges"));
        ObjectNode counts = root.putObject("counts");
        counts.put("skipped", count(figures, "worker", "skipped"));
        counts.put("failed", count(figures, "worker", "failed"));
        counts.put("retried", count(figures, "worker", "retried"));
        counts.put("flood_waits", count(figures, "worker", "flood_waits"));
        counts.put("full_events", count(figures, "queue", "full_events"));
        return root;
    }

    /** What seldom changes: it is sent again only when it has, which is told by its tag. */
    void seldom(String seenTag, ObjectNode root) {
        ObjectNode seldom = JsonNodeFactory.instance.objectNode();
        modules(seldom.putArray("modules"));
        cleanups(seldom.putArray("cleanups"));
        warnings(seldom.putArray("warnings"));
        String tag = Integer.toHexString(seldom.toString().hashCode());
        root.put("tag", tag);
        if (!tag.equals(seenTag)) {
            root.setAll(seldom);
        }
    }

    /** The curves of the last 24 hours; {@code -1} where nothing was measured. */
    void curves(ObjectNode root) {
        ObjectNode curves = root.putObject("curves");
        Instant now = sources.clock().instant();
        for (Gauge gauge : Gauge.all()) {
            gauge.curve().ifPresent(series -> {
                ArrayNode values = curves.putArray(gauge.key());
                for (long value : curve(gauge, series, root.path("gauges"), now)) {
                    values.add(value);
                }
            });
        }
    }

    /** What is seen now is a part of the present slot, though it was not measured for it yet. */
    private long[] curve(Gauge gauge, Series series, JsonNode gauges, Instant now) {
        long[] curve = sources.status().history().curve(series, now);
        int last = curve.length - 1;
        if (!series.sums()) {
            for (JsonNode seen : gauges) {
                if (seen.path("key").asText().equals(gauge.key())) {
                    curve[last] = Math.max(curve[last], seen.path("value").asLong());
                }
            }
        }
        return curve;
    }

    private void modules(ArrayNode array) {
        List<ModuleRecord> modules = sources.status().report().modules();
        for (ModuleRecord module : modules.subList(0, Math.min(MAX_MODULES, modules.size()))) {
            ObjectNode node = array.addObject()
                    .put("name", module.name())
                    .put("state", module.state().name().toLowerCase(Locale.ROOT))
                    .put("version", module.version())
                    .put("from", module.origin())
                    .put("reason", module.detail());
            ArrayNode roles = node.putArray("roles");
            module.roles().forEach(role -> roles.add(role.key()));
        }
    }

    private void cleanups(ArrayNode array) {
        for (CleanupRun run : sources.cleanups().get()) {
            ObjectNode node =
                    array.addObject().put("at", run.at().toEpochMilli()).put("pressure", run.pressure());
            ArrayNode parts = node.putArray("parts");
            for (CleanupRun.Result result : run.results()) {
                parts.addObject()
                        .put("concern", result.concern())
                        .put("state", result.state().name().toLowerCase(Locale.ROOT))
                        .put("removed", result.removed())
                        .put("micros", result.took().toNanos() / 1_000);
            }
        }
    }

    private void warnings(ArrayNode array) {
        for (Warnings.Line line : sources.warnings().get()) {
            array.addObject()
                    .put("error", line.error())
                    .put("text", line.text())
                    .put("first", line.first().toEpochMilli())
                    .put("last", line.last().toEpochMilli())
                    .put("times", line.times());
        }
    }

    private static long count(Map<String, Stats> figures, String concern, String name) {
        Number value = figures.getOrDefault(concern, Stats.empty()).values().get(name);
        return value == null ? 0 : value.longValue();
    }
}
