package sluice.queue.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Step;
import sluice.api.Watch;

/** The watches in the order in which they were first saved: a row for each, and one for each entry of their lists. */
final class WatchRows {

    /** The bot holds all of them in memory. */
    static final int MAX = 10_000;

    /** The lists of a watch; the names stand in the file. */
    private enum Rule {
        WHITELIST,
        BLACKLIST,
        WHITELIST_REGEX,
        BLACKLIST_REGEX,
        EXTRACT;

        List<String> of(Watch watch) {
            return switch (this) {
                case WHITELIST -> watch.filters().whitelist();
                case BLACKLIST -> watch.filters().blacklist();
                case WHITELIST_REGEX -> watch.filters().whitelistRegex();
                case BLACKLIST_REGEX -> watch.filters().blacklistRegex();
                case EXTRACT -> watch.extractPatterns();
            };
        }
    }

    private static final String VALUES = "owner, source, topic, destination, destination_topic, mode, preserve_source,"
            + " record, delay, keep_replies, sync_edits, paused, own_steps";

    private final Database database;
    private final StepRows steps;

    WatchRows(Database database) {
        this.database = database;
        steps = new StepRows(database);
    }

    /** Refuses text that is not valid Unicode: it would not come back as it was. */
    static void requireStorable(Watch watch) {
        requireUnicode("id", watch.id());
        for (Rule rule : Rule.values()) {
            rule.of(watch).forEach(entry -> requireUnicode(rule.name(), entry));
        }
        StepRows.texts(watch).forEach(text -> requireUnicode("steps", text));
    }

    private static void requireUnicode(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(name + " must not hold half of a surrogate pair, but is `" + text + "`");
        }
    }

    void save(Watch watch) {
        if (database.update(
                        "UPDATE watches SET (" + VALUES + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
                        values(watch))
                == 0) {
            if (database.number("SELECT count(*) FROM watches") >= MAX) {
                throw new IllegalStateException(
                        "there are " + MAX + " watches, and no more are kept; remove some first");
            }
            database.update(
                    "INSERT INTO watches (" + VALUES + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values(watch));
        }
        long seq = database.number("SELECT seq FROM watches WHERE id = ?", watch.id());
        deleteRules(seq);
        for (Rule rule : Rule.values()) {
            List<String> entries = rule.of(watch);
            for (int place = 0; place < entries.size(); place++) {
                database.update(
                        "INSERT INTO watch_rules (watch, kind, place, entry) VALUES (?, ?, ?, ?)",
                        seq,
                        rule.name(),
                        place,
                        entries.get(place));
            }
        }
        steps.save(seq, watch);
    }

    private int deleteRules(long seq) {
        return database.update("DELETE FROM watch_rules WHERE watch = ?", seq);
    }

    boolean remove(String id) {
        return database.first("SELECT seq FROM watches WHERE id = ?", row -> row.getLong(1), id)
                .map(seq ->
                        steps.remove(seq) + deleteRules(seq) + database.update("DELETE FROM watches WHERE seq = ?", seq)
                                > 0)
                .orElse(false);
    }

    /** Rewrites the watches of a chat; whether there were any. */
    boolean move(long from, long to) {
        return database.update("UPDATE watches SET source = ? WHERE source = ?", to, from)
                        + database.update("UPDATE watches SET destination = ? WHERE destination = ?", to, from)
                > 0;
    }

    /** Reads all watches; to be called in a transaction, since it asks several times. */
    List<Watch> all() {
        Map<Long, Map<Rule, List<String>>> entries = new HashMap<>();
        database.each(
                "SELECT watch, kind, entry FROM watch_rules ORDER BY watch, kind, place",
                row -> entries.computeIfAbsent(row.getLong(1), _ -> new EnumMap<>(Rule.class))
                        .computeIfAbsent(Rule.valueOf(row.getString(2)), _ -> new ArrayList<>())
                        .add(row.getString(3)));
        Map<Long, List<Step>> ownSteps = steps.all();
        return database.list(
                "SELECT seq, id, " + VALUES + " FROM watches ORDER BY seq LIMIT " + MAX,
                row -> read(
                        row,
                        entries.getOrDefault(row.getLong(1), Map.of()),
                        ownSteps.getOrDefault(row.getLong(1), List.of())));
    }

    private static Object[] values(Watch watch) {
        return new Object[] {
            watch.owner(),
            watch.source(),
            watch.topic(),
            watch.destination(),
            watch.destinationTopic(),
            watch.mode().name(),
            flag(watch.preserveSource()),
            flag(watch.record()),
            watch.delay().toNanos(),
            flag(watch.keepReplies()),
            flag(watch.syncEdits()),
            flag(watch.paused()),
            flag(watch.steps().isPresent()),
            watch.id()
        };
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private static Watch read(ResultSet row, Map<Rule, List<String>> rules, List<Step> steps) throws SQLException {
        return new Watch(
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getLong(6),
                row.getInt(7),
                new Watch.Filters(
                        rules.getOrDefault(Rule.WHITELIST, List.of()),
                        rules.getOrDefault(Rule.BLACKLIST, List.of()),
                        rules.getOrDefault(Rule.WHITELIST_REGEX, List.of()),
                        rules.getOrDefault(Rule.BLACKLIST_REGEX, List.of())),
                Watch.Mode.valueOf(row.getString(8)),
                rules.getOrDefault(Rule.EXTRACT, List.of()),
                row.getInt(9) != 0,
                row.getInt(10) != 0,
                Duration.ofNanos(row.getLong(11)),
                row.getInt(12) != 0,
                row.getInt(13) != 0,
                row.getInt(14) != 0,
                row.getInt(15) == 0 ? Optional.empty() : Optional.of(steps));
    }
}
