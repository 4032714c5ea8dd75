package example.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.CleanupContext;
import sluice.api.SettingsException;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class DiskUseTest {

    @TempDir
    Path dataDir;

    private final FakeTime time = new FakeTime();

    private DiskUse started(String... settings) {
        DiskUse disk = new DiskUse();
        disk.start(Contexts.of(time, dataDir, settings));
        return disk;
    }

    @Test
    void measures_the_files_of_the_data_directory_when_it_is_cleaned() throws IOException {
        Files.writeString(dataDir.resolve("one"), "12345");
        Files.writeString(dataDir.resolve("two"), "123");
        Files.createDirectories(dataDir.resolve("folder"));
        DiskUse disk = started();
        assertEquals(0, disk.stats().count("files"));
        disk.clean(CleanupContext.scheduled());
        assertEquals(2, disk.stats().count("files"));
        assertEquals(8, disk.stats().count("bytes"));
        assertEquals(5, disk.stats().count("largest_bytes"));
    }

    @Test
    void forgets_a_file_that_is_gone() throws IOException {
        Path file = Files.writeString(dataDir.resolve("one"), "12345");
        DiskUse disk = started("ttl", "10m");
        disk.clean(CleanupContext.scheduled());
        Files.delete(file);
        time.advance(Duration.ofMinutes(10));
        assertEquals(1, disk.clean(CleanupContext.scheduled()).removed());
        assertEquals(0, disk.stats().count("bytes"));
    }

    @Test
    void gives_all_up_under_the_highest_pressure_and_does_not_fill_itself_again() throws IOException {
        Files.writeString(dataDir.resolve("one"), "12345");
        DiskUse disk = started();
        disk.clean(CleanupContext.scheduled());
        assertEquals(1, disk.clean(CleanupContext.pressure(1.0)).removed());
        assertEquals(0, disk.stats().count("files"));
    }

    @Test
    void a_bound_below_one_is_refused_by_name() {
        SettingsException refusal = assertThrows(SettingsException.class, () -> started("max-files", "0"));
        assertEquals("`max-files` must be 1 or more, not 0", refusal.getMessage());
    }
}
