package sluice.web.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sluice.api.Stats;
import sluice.base.log.Warnings;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.host.ModuleRecord;
import sluice.host.cleanup.CleanupRun;
import sluice.host.status.Report;

/** The present state as JSON, bounded in size. This class is thread-safe. */
final class Overview {

    /** Plugins are as many as there are files in a folder. */
    private static final int MAX_MODULES = 100;

    private final BotView bot;
    private final Titles titles;
    private final Texts texts;

    Overview(BotView bot, Titles titles, Texts texts) {
        this.bot = bot;
        this.titles = titles;
        this.texts = texts;
    }

    /** All but watches and dead letters, of which there can be many. */
    ObjectNode json() {
        Map<String, Stats> figures = bot.status().report().figures();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("now", bot.timeline().clock().millis());
        root.put("bot", bot.rights().knownName().orElse(""));
        root.put("canKeep", bot.watches().canKeep());
        root.put("uptime", count(figures, "jvm", "uptime_seconds"));
        ArrayNode problems = root.putArray("problems");
        bot.status().health().problems().stream()
                .map(problem -> Attention.words(problem, texts))
                .forEach(problems::add);
        ArrayNode notes = root.putArray("notes");
        Attention.of(bot, figures, titles, texts)
                .forEach(note -> notes.addObject().put("text", note.text()).put("href", note.href()));
        Gauge.write(figures, root.putArray("gauges"));
        ObjectNode counts = root.putObject("counts");
        for (String name : List.of("skipped", "failed", "retried", "flood_waits")) {
            counts.put(name, count(figures, "worker", name));
        }
        counts.put("full_events", count(figures, "queue", "full_events"));
        return root;
    }

    /** Adds the parts that seldom change. They are sent again only when their tag has changed. */
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
            long[] curve = bot.status().history().curve(gauge.series(), now);
            if (!gauge.series().sums()) {
                // The present value is a part of the present slot, though it was not measured for it yet.
                for (JsonNode seen : root.path("gauges")) {
                    if (seen.path("key").asText().equals(gauge.key())) {
                        int last = curve.length - 1;
                        curve[last] = Math.max(curve[last], seen.path("value").asLong());
                    }
                }
            }
            ArrayNode values = curves.putArray(gauge.key());
            Arrays.stream(curve).forEach(values::add);
        }
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

    /** A figure of the report; 0 when no module reports it. */
    static long count(Map<String, Stats> figures, String concern, String name) {
        return Report.find(figures, concern, name).map(Number::longValue).orElse(0L);
    }
}
