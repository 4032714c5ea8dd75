package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.engine.route.NoteLane;
import sluice.host.status.WatchCounters;

/** A page of the watches, as JSON. This class is thread-safe. */
final class WatchTable {

    /** Watches on a page. */
    static final int PAGE = 25;

    private final BotView bot;
    private final Titles titles;
    private final Findings findings;
    private final Texts texts;

    WatchTable(BotView bot, Titles titles, Findings findings, Texts texts) {
        this.bot = bot;
        this.titles = titles;
        this.findings = findings;
        this.texts = texts;
    }

    /**
     * Writes a page into a JSON object.
     *
     * @param filter what must stand in a watch: in an id, or in a title that is known; empty for all
     * @param page the page, from 0; one beyond the last becomes the last
     */
    void write(String filter, int page, ObjectNode node) {
        List<Watch> all = bot.watches().all();
        String wanted = filter.toLowerCase(Locale.ROOT).strip();
        List<Watch> matching = wanted.isEmpty()
                ? all
                : all.stream().filter(watch -> text(watch).contains(wanted)).toList();
        int last = Math.max(0, (matching.size() - 1) / PAGE);
        int shown = Math.clamp(page, 0, last);
        node.put("total", all.size())
                .put("paused", all.stream().filter(Watch::paused).count())
                .put("matching", matching.size())
                .put("page", shown)
                .put("pages", last + 1)
                .put("first", (long) shown * PAGE);
        ArrayNode rows = node.putArray("rows");
        boolean idle = bot.report()
                .figure("queue", "pending")
                .filter(pending -> pending.longValue() == 0)
                .isPresent();
        Map<Long, Integer> waiting = new HashMap<>();
        for (Watch watch :
                matching.stream().skip((long) shown * PAGE).limit(PAGE).toList()) {
            long lane = watch.record() ? NoteLane.of(watch.source()) : watch.destination();
            int count = idle ? 0 : waiting.computeIfAbsent(lane, bot.queue()::waiting);
            row(watch, rows.addObject().put("waiting", count));
        }
    }

    private String text(Watch watch) {
        return String.join(
                        "\n",
                        watch.id(),
                        watch.name(),
                        Long.toString(watch.source()),
                        Long.toString(watch.destination()),
                        Long.toString(watch.owner()),
                        titles.ifKnown(watch.source()),
                        titles.ifKnown(watch.destination()),
                        state(watch))
                .toLowerCase(Locale.ROOT);
    }

    private void row(Watch watch, ObjectNode row) {
        WatchCounters.Figures figures = bot.counters().of(watch.id());
        row.put("id", watch.id())
                .put("source", watch.source())
                .put("sourceTitle", titles.of(watch.source()))
                .put("destination", watch.destination())
                .put("destinationTitle", watch.record() ? texts.get("watch.notes") : titles.of(watch.destination()))
                .put("name", watch.name())
                .put("fixed", bot.watches().isFixed(watch.id()))
                .put("paused", watch.paused())
                .put("state", state(watch))
                .put("how", texts.get("page.mode." + mode(watch)))
                .put("copying", copying(watch))
                .put("lastSeen", figures.lastSeen())
                .put("taken", figures.taken())
                .put("delivered", figures.delivered())
                .put("filtered", figures.filtered())
                .put("duplicates", figures.duplicates())
                .put("failed", figures.failed());
        ArrayNode problems = row.putArray("problems");
        findings.of(watch).forEach(problem -> problems.add(problem.text(texts)));
        if (problems.isEmpty() && !watch.record()) {
            Attention.unusable(watch.destination(), bot, titles, texts).ifPresent(problems::add);
        }
    }

    private String copying(Watch watch) {
        return bot.posts()
                .of(watch.id())
                .map(request -> texts.get("card.copying", request.posts(), request.counts(texts)))
                .orElse("");
    }

    private static String state(Watch watch) {
        return watch.paused() ? "paused" : mode(watch);
    }

    private static String mode(Watch watch) {
        if (watch.record()) {
            return "records";
        }
        if (watch.mode() == Watch.Mode.EXTRACT) {
            return "extracts";
        }
        return watch.preserveSource() ? "forwards" : "copies";
    }
}
