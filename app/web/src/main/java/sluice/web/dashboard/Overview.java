package sluice.web.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sluice.api.Stats;
import sluice.base.log.Warnings;
import sluice.engine.part.BotView;
import sluice.host.ModuleRecord;
import sluice.host.cleanup.CleanupRun;
import sluice.host.status.Series;

/** The present state as JSON, bounded in size. This class is thread-safe. */
final class Overview {

    /** Plugins are as many as there are files in a folder. */
    private static final int MAX_MODULES = 100;

    private final BotView bot;

    Overview(BotView bot) {
        this.bot = bot;
    }

    /** All but watches and dead letters, of which there can be many. */
    ObjectNode json() {
        Map<String, Stats> figures = bot.status().report().figures();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("now", bot.timeline().clock().millis());
        root.put("uptime", count(figures, "jvm", "uptime_seconds"));
        ArrayNode problems = root.putArray("problems");
        bot.status().health().problems().stream().map(Attention::words).forEach(problems::add);
        ArrayNode notes = root.putArray("notes");
        Attention.of(figures, bot.status().report().modules())
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

    /** Adds the parts that seldom change. They are sent again only when they have, which is told by their tag. */
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
        Instant now = bot.timeline().clock().instant();
        for (Gauge gauge : Gauge.all()) {
            gauge.curve().ifPresent(series -> {
                ArrayNode values = curves.putArray(gauge.key());
                for (long value : curve(gauge, series, root.path("gauges"), now)) {
                    values.add(value);
                }
            });
        }
    }

    /** The curve of a gauge. The present value is a part of the present slot, though it was not measured for it yet. */
    private long[] curve(Gauge gauge, Series series, JsonNode gauges, Instant now) {
        long[] curve = bot.status().history().curve(series, now);
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
        List<ModuleRecord> modules = bot.status().report().modules();
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
        for (CleanupRun run : bot.cleanups().get()) {
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
        for (Warnings.Line line : bot.warnings().get()) {
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
