package sluice.store;

import java.nio.charset.StandardCharsets;
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
final class WatchTable {

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

    private final Query count;
    private final Query find;
    private final Query insert;
    private final Query update;
    private final Query delete;
    private final Query moveSource;
    private final Query moveDestination;
    private final Query insertRule;
    private final Query deleteRules;
    private final Query all;
    private final Query rules;
    private final StepRows steps;

    WatchTable(Database database) {
        count = database.query("SELECT count(*) FROM watches");
        find = database.query("SELECT seq FROM watches WHERE id = ?");
        insert = database.query(
                "INSERT INTO watches (" + VALUES + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        update = database.query(
                "UPDATE watches SET (" + VALUES + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?");
        delete = database.query("DELETE FROM watches WHERE seq = ?");
        moveSource = database.query("UPDATE watches SET source = ? WHERE source = ?");
        moveDestination = database.query("UPDATE watches SET destination = ? WHERE destination = ?");
        insertRule = database.query("INSERT INTO watch_rules (watch, kind, place, entry) VALUES (?, ?, ?, ?)");
        deleteRules = database.query("DELETE FROM watch_rules WHERE watch = ?");
        all = database.query("SELECT seq, id, " + VALUES + " FROM watches ORDER BY seq LIMIT " + MAX);
        rules = database.query("SELECT watch, kind, entry FROM watch_rules ORDER BY watch, kind, place");
        steps = new StepRows(database);
    }

    /** What is not valid Unicode would not come back as it was. */
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
        if (update.update(values(watch)) == 0) {
            if (count.number() >= MAX) {
                throw new IllegalStateException(
                        "there are " + MAX + " watches, and no more are kept; remove some first");
            }
            insert.update(values(watch));
        }
        long seq = find.number(watch.id());
        deleteRules.update(seq);
        for (Rule rule : Rule.values()) {
            List<String> entries = rule.of(watch);
            for (int place = 0; place < entries.size(); place++) {
                insertRule.update(seq, rule.name(), place, entries.get(place));
            }
        }
        steps.save(seq, watch);
    }

    boolean remove(String id) {
        return find.first(row -> row.longAt(1), id)
                .map(seq -> steps.remove(seq) + deleteRules.update(seq) + delete.update(seq) > 0)
                .orElse(false);
    }

    /** Rewrites the watches of a chat; whether there were any. */
    boolean move(long from, long to) {
        return moveSource.update(to, from) + moveDestination.update(to, from) > 0;
    }

    /** All of them; to be called in a transaction, since it asks several times. */
    List<Watch> all() {
        Map<Long, Map<Rule, List<String>>> entries = new HashMap<>();
        rules.each(row -> entries.computeIfAbsent(row.longAt(1), _ -> new EnumMap<>(Rule.class))
                .computeIfAbsent(Rule.valueOf(row.textAt(2)), _ -> new ArrayList<>())
                .add(row.textAt(3)));
        Map<Long, List<Step>> ownSteps = steps.all();
        return all.list(row -> read(
                row, entries.getOrDefault(row.longAt(1), Map.of()), ownSteps.getOrDefault(row.longAt(1), List.of())));
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

    private static Watch read(Row row, Map<Rule, List<String>> rules, List<Step> steps) throws SQLException {
        return new Watch(
                row.textAt(2),
                row.longAt(3),
                row.longAt(4),
                row.intAt(5),
                row.longAt(6),
                row.intAt(7),
                new Watch.Filters(
                        rules.getOrDefault(Rule.WHITELIST, List.of()),
                        rules.getOrDefault(Rule.BLACKLIST, List.of()),
                        rules.getOrDefault(Rule.WHITELIST_REGEX, List.of()),
                        rules.getOrDefault(Rule.BLACKLIST_REGEX, List.of())),
                Watch.Mode.valueOf(row.textAt(8)),
                rules.getOrDefault(Rule.EXTRACT, List.of()),
                row.intAt(9) != 0,
                row.intAt(10) != 0,
                Duration.ofNanos(row.longAt(11)),
                row.intAt(12) != 0,
                row.intAt(13) != 0,
                row.intAt(14) != 0,
                row.intAt(15) == 0 ? Optional.empty() : Optional.of(steps));
    }
}
