package sluice.queue.store.archive;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import sluice.queue.store.tables.JobColumns;

/** The tables of an archive, in the order of their rows in it, with the columns that all databases have. */
public enum ArchiveTable {
    JOBS("job", "rank, place_due, entry, part, in_flight, " + JobColumns.NAMES, "lane, rank, place_due, entry, part"),
    LANES("lane", "lane, not_before, freed_at, ready_at, entry", "lane"),
    ALBUMS("album", "lane, album, place_due, entry, members, latest, waits_until", "lane, album"),
    DEAD_LETTERS("dead_letter", "id, reason, detail, at, " + JobColumns.NAMES, "id"),
    /** By age: SQLite numbers them in the order in which they are inserted, and forgets the lowest numbers first. */
    SENT("sent", "at, chat, message, watch, to_chat, to_message", "at, chat, message, watch"),
    FACTS("fact", "name, value, at", "name"),
    TEXTS("text", "name, text", "name"),
    CHAT_MOVES("chat_move", "old, new", "seq");

    /** The fact with the highest number that was given to a dead letter; it has no time. */
    public static final String LAST_DEAD_LETTER = "dead_letter";

    /** The facts that are about the store itself or the process that used it, as SQL. */
    public static final String OWN_FACTS = "('number', 'run', 'closed', 'probe', 'watches')";

    private static final Set<String> TEXT_COLUMNS =
            Set.of("watch", "visited", "body", "album", "entities", "details", "reason", "detail", "name", "text");

    private final String kind;
    private final String columns;
    private final String order;

    ArchiveTable(String kind, String columns, String order) {
        this.kind = kind;
        this.columns = columns;
        this.order = order;
    }

    /** The name of a row in a line. */
    String kind() {
        return kind;
    }

    /** The name in the database. */
    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> columns() {
        return List.of(columns.split(", "));
    }

    /** What its rows are sorted by. */
    List<String> order() {
        return List.of(order.split(", "));
    }

    /** True for a text, false for a number of 64 bits. */
    static boolean isText(String column) {
        return TEXT_COLUMNS.contains(column);
    }
}
