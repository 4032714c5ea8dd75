package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Stats;
import sluice.host.status.Report;
import sluice.host.status.Series;

/**
 * One figure of the page, with its bound where it has one and its curve where there is one.
 *
 * @param key names its box
 * @param label what it is called
 * @param concern where its value stands in the report
 * @param figure the name of the value there
 * @param bound the name of its bound in the report; empty for none
 * @param unit how it is shown
 * @param curve its curve
 */
record Gauge(String key, String label, String concern, String figure, String bound, Unit unit, Optional<Series> curve) {

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
            total("taken", "Taken in", "intake", "taken", Series.TAKEN),
            total("delivered", "Delivered", "worker", "processed", Series.DELIVERED),
            count("waiting", "Waiting", "queue", "pending", "", Series.WAITING),
            count("letters", "Dead letters", "queue", "dead_letters", "", Series.DEAD_LETTERS));

    /** The gauges of what is kept in memory. */
    static final List<Gauge> MEMORY = List.of(
            count(
                    "messages",
                    "Messages remembered",
                    "dedup",
                    "message_cache_size",
                    "message_cache_max",
                    Series.MESSAGES),
            count(
                    "groups",
                    "Albums remembered",
                    "dedup",
                    "media_group_cache_size",
                    "media_group_cache_max",
                    Series.MEDIA_GROUPS),
            count("users", "Dialogs", "state", "active_users", "max_users", Series.USERS),
            count("peers", "Chats that work", "peer", "cached_peers", "max_peers", Series.PEERS),
            count("failed", "Chats that failed", "peer", "failed_peers", "max_failed", Series.FAILED_PEERS),
            count("queue", "Queue, in memory", "queue", "in_memory", "max_size", Series.IN_MEMORY),
            count("lanes", "Lanes: chats that it sends to", "queue", "lanes", "max_size", Series.LANES),
            bytes("heap", "Heap", "heap_used_bytes", "heap_max_bytes", Series.HEAP),
            bytes("resident", "Memory of the process", "resident_bytes", "", Series.MEMORY));

    /** The gauge of messages on disk, beside those that wait. */
    private static final Gauge BACKLOG = count("backlog", "Queue, on disk", "queue", "backlog", "max_backlog");

    private static Gauge total(String key, String label, String concern, String figure, Series curve) {
        return new Gauge(key, label, concern, figure, "", Unit.TOTAL, Optional.of(curve));
    }

    private static Gauge count(String key, String label, String concern, String figure, String bound) {
        return new Gauge(key, label, concern, figure, bound, Unit.COUNT, Optional.empty());
    }

    private static Gauge count(String key, String label, String concern, String figure, String bound, Series curve) {
        return new Gauge(key, label, concern, figure, bound, Unit.COUNT, Optional.of(curve));
    }

    private static Gauge bytes(String key, String label, String figure, String bound, Series curve) {
        return new Gauge(key, label, "jvm", figure, bound, Unit.BYTES, Optional.of(curve));
    }

    /** Those of all gauges. */
    static List<Gauge> all() {
        List<Gauge> all = new ArrayList<>(TRAFFIC);
        all.addAll(MEMORY);
        all.add(BACKLOG);
        return all;
    }

    /** Puts value and bound of each gauge into an array; what no module tells is left out. */
    static void write(Map<String, Stats> figures, ArrayNode array) {
        for (Gauge gauge : all()) {
            gauge.value(figures).ifPresent(value -> {
                ObjectNode node = array.addObject().put("key", gauge.key()).put("value", value);
                value(figures, gauge.concern(), gauge.bound())
                        .filter(bound -> bound > 0)
                        .ifPresent(bound -> node.put("bound", bound));
            });
        }
    }

    private Optional<Long> value(Map<String, Stats> figures) {
        return value(figures, concern, figure);
    }

    private static Optional<Long> value(Map<String, Stats> figures, String concern, String name) {
        return Report.find(figures, concern, name).map(Number::longValue);
    }
}
