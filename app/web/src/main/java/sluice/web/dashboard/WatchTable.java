package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import sluice.api.Watch;
import sluice.engine.part.BotView;
import sluice.host.status.WatchCounters;

/** A page of the watches, as JSON. This class is thread-safe. */
final class WatchTable {

    /** Watches on a page. */
    static final int PAGE = 25;

    private final BotView bot;
    private final Titles titles;

    WatchTable(BotView bot, Titles titles) {
        this.bot = bot;
        this.titles = titles;
    }

    /**
     * Writes a page.
     *
     * @param filter what must stand in a watch: in an id, or in a title that is known; empty for all
     * @param page the page, from 0; one that there is not becomes the last
     * @param node the JSON object that it fills
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
        matching.stream().skip((long) shown * PAGE).limit(PAGE).forEach(watch -> row(watch, rows.addObject()));
    }

    private String text(Watch watch) {
        return String.join(
                        "\n",
                        watch.id(),
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
                .put("destinationTitle", watch.record() ? "notes" : titles.of(watch.destination()))
                .put("state", state(watch))
                .put("taken", figures.taken())
                .put("delivered", figures.delivered())
                .put("filtered", figures.filtered())
                .put("duplicates", figures.duplicates())
                .put("failed", figures.failed());
    }

    private static String state(Watch watch) {
        if (watch.paused()) {
            return "paused";
        }
        if (watch.record()) {
            return "records";
        }
        if (watch.mode() == Watch.Mode.EXTRACT) {
            return "extracts";
        }
        return watch.preserveSource() ? "forwards" : "copies";
    }
}
