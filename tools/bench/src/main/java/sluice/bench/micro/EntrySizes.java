package sluice.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jol.info.GraphLayout;
import sluice.bench.Measurement;

/** How many bytes of the heap an entry of a dedup takes, all that belongs to it counted. */
final class EntrySizes {

    private static final int[] BOUNDS = {200, 10_000};
    private static final long CHAT = -1001000000001L;

    private EntrySizes() {}

    /** One row for each kind. Of Sluice's all counts; of the others what they have grown by since they were empty. */
    static List<Measurement> measure() {
        List<Measurement> rows = new ArrayList<>();
        for (Dedups kind : Dedups.values()) {
            Measurement row = new Measurement(kind.name().toLowerCase(Locale.ROOT));
            for (int bound : BOUNDS) {
                row.add("bytes per entry of " + bound, bytesPerEntry(kind, bound));
            }
            rows.add(row);
        }
        return rows;
    }

    private static double bytesPerEntry(Dedups kind, int bound) {
        Dedups.Dedup dedup = kind.create(bound, () -> 0, Runnable::run);
        long empty = kind == Dedups.SLUICE ? 0 : size(dedup);
        for (int message = 0; message < bound; message++) {
            dedup.firstSeen(CHAT, message);
        }
        return (double) (size(dedup) - empty) / bound;
    }

    private static long size(Object root) {
        return GraphLayout.parseInstance(root).totalSize();
    }
}
