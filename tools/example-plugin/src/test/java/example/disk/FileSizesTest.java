package example.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FileSizesTest {

    private static final long SECOND = 1_000_000_000;

    private final FileSizes sizes = new FileSizes(3, Duration.ofSeconds(10));

    private void put(String... files) {
        for (String file : files) {
            sizes.put(file, 100, 0);
        }
    }

    @Test
    void evicts_the_oldest_when_full() {
        put("a", "b", "c");
        sizes.put("a", 7, 0);
        sizes.put("d", 9, 0);
        assertEquals(3, sizes.stats().count("files"));
        assertEquals(7 + 9 + 100, sizes.stats().count("bytes"), "b went, which was measured longest ago");
        assertEquals(1, sizes.stats().count("evictions"));
    }

    @Test
    void a_size_is_forgotten_when_it_has_not_been_measured_for_the_ttl() {
        put("a");
        sizes.put("b", 1, SECOND);
        assertEquals(0, sizes.removeExpired(10 * SECOND - 1));
        assertEquals(1, sizes.removeExpired(10 * SECOND));
        assertEquals(1, sizes.stats().count("bytes"));
    }

    @Test
    void under_pressure_a_share_goes() {
        put("a", "b", "c");
        assertEquals(2, sizes.giveUp(0.5));
        assertEquals(0, sizes.giveUp(0.0));
        assertEquals(1, sizes.giveUp(1.0));
    }

    @Test
    void tells_the_sum_and_the_largest() {
        sizes.put("a", 5, 0);
        sizes.put("b", 20, 0);
        sizes.put("c", 1, 0);
        assertEquals(26, sizes.stats().count("bytes"));
        assertEquals(20, sizes.stats().count("largest_bytes"));
    }
}
