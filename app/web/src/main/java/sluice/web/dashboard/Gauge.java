package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sluice.api.Stats;
import sluice.host.status.Report;
import sluice.host.status.Series;

/**
 * One figure of the page with its curve, and with its bound where it has one.
 *
 * @param key names its box and its label among the texts
 * @param series its curve, which names its figure in the report
 * @param bound the name of its bound in the report; empty for none
 * @param unit how it is shown
 */
record Gauge(String key, Series series, String bound, Unit unit) {

    /** The unit in which a value is shown. */
    enum Unit {
        /** As a number. */
        COUNT,
        /** As a number that only rises, with its rate; a slot of its curve is how much there was in it. */
        TOTAL,
        /** As megabytes. */
        BYTES
    }

    /** The gauges of traffic. */
    static final List<Gauge> TRAFFIC = List.of(
            new Gauge("taken", Series.TAKEN, "", Unit.TOTAL),
            new Gauge("delivered", Series.DELIVERED, "", Unit.TOTAL),
            count("waiting", Series.WAITING, ""),
            count("letters", Series.DEAD_LETTERS, ""));

    /** The gauges of what is kept in memory. */
    static final List<Gauge> MEMORY = List.of(
            count("messages", Series.MESSAGES, "message_cache_max"),
            count("groups", Series.MEDIA_GROUPS, "media_group_cache_max"),
            count("users", Series.USERS, "max_users"),
            count("peers", Series.PEERS, "max_peers"),
            count("failed", Series.FAILED_PEERS, "max_failed"),
            count("queue", Series.IN_MEMORY, "max_size"),
            count("lanes", Series.LANES, "max_size"),
            new Gauge("heap", Series.HEAP, "heap_max_bytes", Unit.BYTES),
            new Gauge("resident", Series.MEMORY, "", Unit.BYTES));

    private static Gauge count(String key, Series series, String bound) {
        return new Gauge(key, series, bound, Unit.COUNT);
    }

    static List<Gauge> all() {
        return Stream.concat(TRAFFIC.stream(), MEMORY.stream()).toList();
    }

    /** Puts value and bound of each gauge into an array, and of the messages on disk, but for what no module reports. */
    static void write(Map<String, Stats> figures, ArrayNode array) {
        for (Gauge gauge : all()) {
            write(figures, gauge.key(), gauge.series().concern(), gauge.series().figure(), gauge.bound(), array);
        }
        write(figures, "backlog", "queue", "backlog", "max_backlog", array);
    }

    private static void write(
            Map<String, Stats> figures, String key, String concern, String figure, String bound, ArrayNode array) {
        Report.find(figures, concern, figure).ifPresent(value -> {
            ObjectNode node = array.addObject().put("key", key).put("value", value.longValue());
            long most = Overview.count(figures, concern, bound);
            if (most > 0) {
                node.put("bound", most);
            }
        });
    }
}
