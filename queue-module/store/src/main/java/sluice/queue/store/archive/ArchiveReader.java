package sluice.queue.store.archive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.queue.store.archive.ArchiveLine.Json;

/** The lines of an archive as they are read from a database: first, rows, last. */
final class ArchiveReader extends Spliterators.AbstractSpliterator<String> {

    private final ArchiveDatabase database;
    private final LineSum sum = new LineSum();

    @Bounded("the tables")
    private final Deque<ArchiveTable> tables = new ArrayDeque<>(Arrays.asList(ArchiveTable.values()));

    private final Iterator<Watch> watches;
    private Optional<String> head;
    private ArchiveCursor rows;
    private long count;
    private boolean ended;

    /** In a transaction that reads. */
    ArchiveReader(ArchiveDatabase database, String bot, Instant now) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.database = database;
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach(one -> counts.put(one.kind(), database.count(one)));
        List<Watch> stored = database.watches();
        counts.put(ArchiveLine.WATCH, (long) stored.size());
        watches = stored.iterator();
        head = Optional.of(Json.head(bot, now, counts, database.notes()));
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
        if (ended) {
            return false;
        }
        action.accept(read());
        return true;
    }

    private String read() {
        if (head.isPresent()) {
            String line = sum.with(head.get());
            head = Optional.empty();
            return line;
        }
        Optional<String> line = readRow();
        if (line.isEmpty() && watches.hasNext()) {
            line = Optional.of(Json.watch(watches.next()));
        }
        if (line.isPresent()) {
            count++;
            return sum.with(line.get());
        }
        ended = true;
        return Json.end(count, sum.hex());
    }

    private Optional<String> readRow() {
        while (rows != null || !tables.isEmpty()) {
            if (rows == null) {
                rows = database.rows(tables.pop());
            }
            Optional<String> line = rows.next();
            if (line.isPresent()) {
                return line;
            }
            rows.close();
            rows = null;
        }
        return Optional.empty();
    }
}
