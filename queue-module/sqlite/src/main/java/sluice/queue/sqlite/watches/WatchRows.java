package sluice.queue.sqlite.watches;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.queue.sqlite.store.Database;

/**
 * The watches in the order in which they were first saved: a row for each, one for each entry of their lists, and one
 * for each setting of their steps.
 */
public final class WatchRows {

    /** The bot holds all of them in memory. */
    public static final int MAX = 10_000;

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
            + " record, delay, keep_replies, sync_edits, paused, own_steps, name, silent, protect, skip_repeats";

    /** The key of the row with a step's name. */
    private static final String NAME = "";

    private final Database database;

    public WatchRows(Database database) {
        this.database = database;
    }

    public void save(Watch watch) {
        if (database.update(
                        "UPDATE watches SET (" + VALUES
                                + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
                        values(watch))
                == 0) {
            if (database.number("SELECT count(*) FROM watches") >= MAX) {
                throw new IllegalStateException(
                        "there are " + MAX + " watches, and no more are kept; remove some first");
            }
            database.update(
                    "INSERT INTO watches (" + VALUES
                            + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values(watch));
        }
        long seq = database.number("SELECT seq FROM watches WHERE id = ?", watch.id());
        deleteLists(seq);
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
        List<Step> steps = watch.steps().orElse(List.of());
        for (int i = 0; i < steps.size(); i++) {
            int place = i;
            insertStep(seq, place, NAME, steps.get(i).name());
            steps.get(i).settings().values().forEach((key, value) -> insertStep(seq, place, key, value));
        }
    }

    private void insertStep(long seq, int place, String key, String value) {
        database.update(
                "INSERT INTO watch_steps (watch, place, key, value) VALUES (?, ?, ?, ?)", seq, place, key, value);
    }

    private void deleteLists(long seq) {
        database.update("DELETE FROM watch_rules WHERE watch = ?", seq);
        database.update("DELETE FROM watch_steps WHERE watch = ?", seq);
    }

    public boolean remove(String id) {
        Optional<Long> seq = database.find("SELECT seq FROM watches WHERE id = ?", id);
        seq.ifPresent(found -> {
            deleteLists(found);
            database.update("DELETE FROM watches WHERE seq = ?", found);
        });
        return seq.isPresent();
    }

    public void clear() {
        database.update("DELETE FROM watch_rules");
        database.update("DELETE FROM watch_steps");
        database.update("DELETE FROM watches");
    }

    /** Counts a change, for those who look for changes. */
    public void changed() {
        database.update("INSERT INTO facts (name, value, at) VALUES ('watches', 1, 0)"
                + " ON CONFLICT (name) DO UPDATE SET value = value + 1");
    }

    /** Rewrites the watches of a chat; whether there were any. */
    public boolean move(long from, long to) {
        return database.update("UPDATE watches SET source = ? WHERE source = ?", to, from)
                        + database.update("UPDATE watches SET destination = ? WHERE destination = ?", to, from)
                > 0;
    }

    /** Reads all watches; to be called in a transaction, since it asks several times. */
    public List<Watch> all() {
        Map<Long, Map<Rule, List<String>>> entries = new HashMap<>();
        database.each(
                "SELECT watch, kind, entry FROM watch_rules ORDER BY watch, kind, place",
                row -> entries.computeIfAbsent(row.getLong(1), _ -> new EnumMap<>(Rule.class))
                        .computeIfAbsent(Rule.valueOf(row.getString(2)), _ -> new ArrayList<>())
                        .add(row.getString(3)));
        Map<Long, SortedMap<Integer, Map<String, String>>> steps = new HashMap<>();
        database.each("SELECT watch, place, key, value FROM watch_steps", row -> {
            steps.computeIfAbsent(row.getLong(1), _ -> new TreeMap<>())
                    .computeIfAbsent(row.getInt(2), _ -> new HashMap<>())
                    .put(row.getString(3), row.getString(4));
            return true;
        });
        return database.list(
                "SELECT seq, id, " + VALUES + " FROM watches ORDER BY seq LIMIT " + MAX,
                row -> read(
                        row,
                        entries.getOrDefault(row.getLong(1), Map.of()),
                        steps.getOrDefault(row.getLong(1), new TreeMap<>()).values().stream()
                                .map(settings -> new Step(settings.remove(NAME), new Settings(settings)))
                                .toList()));
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
            watch.name(),
            flag(watch.sending().silent()),
            flag(watch.sending().protect()),
            flag(watch.sending().skipRepeats()),
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
                row.getInt(15) == 0 ? Optional.empty() : Optional.of(steps),
                row.getString(16),
                new Watch.Sending(row.getInt(17) != 0, row.getInt(18) != 0, row.getInt(19) != 0));
    }
}
