package sluice.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Delivery;
import sluice.store.JobTable.Entry;
import sluice.testkit.Jobs;

/** What is led and not claimed after all, because the disk did not take the claim, is as if it had not been. */
class RunBookTest {

    private static final long A = -1001;

    @TempDir
    private Path folder;

    @Test
    void what_could_not_be_claimed_is_led_no_more() throws Exception {
        List<Entry> entries = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> new Entry(
                        A, new Place(Place.FRESH, 0, id), List.of(Jobs.relay(A, id, Instant.ofEpochSecond(0)))))
                .toList();
        Entry first = entries.getFirst();
        Window window = new Window(10);
        window.extend(List.of(new Head(A, first.place(), first.jobs(), new Turn(0, 1))), Turn.LAST);
        Delivery delivery = window.take(1).orElseThrow();
        UnderWay work = window.find(delivery);
        ClaimFile claims = new ClaimFile(folder, Optional.of(new UUID(1, 1)));
        Run run;
        try (claims) {
            claims.begin(1);
            run = new Run(
                    claims.claim(A, entries.stream().map(Entry::place).toList()).orElseThrow(), entries);
            window.runs().lead(work, run);
        }
        assertEquals(List.of(2, 3), List.of(window.runs().jobs(), window.jobs()));
        assertFalse(claims.keep());
        assertSame(run, window.runs().unlead(work));
        assertEquals(List.of(0, 1), List.of(window.runs().jobs(), window.jobs()));
        assertEquals(Optional.empty(), work.run());
        assertEquals(List.of(), window.runs().inRuns());
    }
}
