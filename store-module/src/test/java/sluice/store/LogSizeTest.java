package sluice.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSizeTest {

    private static final long MB = 1L << 20;

    /** A quarter of what is free, in pages of 2 KB. */
    @ParameterizedTest
    @CsvSource({"0, 64", "0.4, 64", "0.5, 64", "1, 128", "4, 512", "31, 3968", "32, 4000", "100000000, 4000"})
    void leaves_room_for_the_file_on_a_disk_that_is_nearly_full(double freeMegabytes, int pages) {
        assertEquals(pages, LogSize.pages((long) (freeMegabytes * MB)));
    }
}
