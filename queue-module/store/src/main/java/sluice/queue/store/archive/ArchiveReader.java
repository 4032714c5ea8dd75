package sluice.queue.store.archive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.queue.store.archive.ArchiveLine.Json;

/** The lines of an archive as they are read from a database: first, rows, last. */
final class ArchiveReader implements Iterator<String> {

    private final ArchiveDatabase database;
    private final LineSum sum = new LineSum();

    @Bounded("the tables")
    private final Deque<ArchiveTable> tables = new ArrayDeque<>(Arrays.asList(ArchiveTable.values()));

    private final Iterator<Watch> watches;
    private ArchiveTable table;

    @Bounded("the columns of a table")
    private List<String> columns = List.of();

    private ArchiveCursor rows;
    private String next;
    private long count;
    private boolean ended;

    /** In a transaction that reads. */
    ArchiveReader(ArchiveDatabase database, String bot, Instant now) {
        this.database = database;
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach(one -> counts.put(one.kind(), database.count(one)));
        List<Watch> stored = database.watches();
        counts.put(ArchiveLine.WATCH, (long) stored.size());
        watches = stored.iterator();
        next = sum.with(Json.head(bot, now, counts, database.notes()));
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
        }
        return next != null;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String line = next;
        next = null;
        return line;
    }

    private String read() {
        while (rows != null || !tables.isEmpty()) {
            if (rows == null) {
                table = tables.pop();
                columns = table.columns();
                rows = database.rows(table);
            }
            if (rows.next()) {
                count++;
                return sum.with(Json.row(table, columns, rows));
            }
            rows.close();
            rows = null;
        }
        if (watches.hasNext()) {
            count++;
            return sum.with(Json.watch(watches.next()));
        }
        ended = true;
        return Json.end(count, sum.hex());
    }
}
