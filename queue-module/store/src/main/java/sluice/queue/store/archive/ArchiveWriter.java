package sluice.queue.store.archive;

import static sluice.queue.store.archive.ArchiveLine.Json.require;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import sluice.api.Bounded;

/** Takes the lines of an archive over into a database, within a transaction, and checks that they are whole. */
final class ArchiveWriter {

    private static final int BATCH_ROWS = 500;
    private static final int BATCH_CHARACTERS = 250_000;

    private final ArchiveDatabase database;
    private final LineSum sum = new LineSum();

    @Bounded("BATCH_ROWS")
    private final List<Object[]> batch = new ArrayList<>();

    private ArchiveTable table;
    private int characters;
    private long rows;
    private long line;
    private boolean ended;

    ArchiveWriter(ArchiveDatabase database) {
        this.database = database;
    }

    /**
     * Takes all lines over.
     *
     * @throws IllegalArgumentException if they are not whole; the transaction is to be undone then
     */
    void write(Iterator<String> lines) {
        while (lines.hasNext()) {
            take(lines.next());
        }
        if (!ended) {
            throw new IllegalArgumentException(line == 0 ? "it is empty" : "it was cut: it has no last line");
        }
        database.completed();
    }

    private void take(String text) {
        line++;
        try {
            require(!ended, "it goes on after its last line");
            ArchiveLine parsed = ArchiveLine.Json.parse(text);
            require(parsed instanceof ArchiveLine.Head == (line == 1), "not the export of a bot");
            switch (parsed) {
                case ArchiveLine.Head(int format) ->
                    require(
                            format == ArchiveLine.FORMAT,
                            "written by another Sluice, in the format " + format + " instead of " + ArchiveLine.FORMAT);
                case ArchiveLine.Row(ArchiveTable of, List<Object> values) -> {
                    rows++;
                    add(of, values.toArray(), text.length());
                }
                case ArchiveLine.StoredWatch(var watch) -> {
                    rows++;
                    database.add(watch);
                }
                case ArchiveLine.End(long count, String sha256) -> {
                    require(
                            count == rows && sha256.equals(sum.hex()),
                            "lines before it were changed or are missing: the checksum is another");
                    flush();
                    ended = true;
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The database too refuses what cannot be, such as two rows with the same key.
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
        if (!ended) {
            sum.with(text);
        }
    }

    private void add(ArchiveTable of, Object[] values, int length) {
        if (of != table || batch.size() >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
            flush();
        }
        table = of;
        batch.add(values);
        characters += length;
    }

    private void flush() {
        if (!batch.isEmpty()) {
            database.insert(table, batch);
        }
        batch.clear();
        characters = 0;
    }
}
