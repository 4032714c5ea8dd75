package sluice.image.plugins;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the guide to the letter: its commands work in an empty folder, and print what it says that they print. */
class GuideIT {

    private static final Path GUIDE = Path.of("../../docs/your-first-plugin.md");
    private static final Path IMAGE = Path.of(System.getProperty("sluice.image"));

    @TempDir
    Path folder;

    @Test
    void your_first_plugin_works_as_it_is_written() throws IOException, InterruptedException {
        String printed = Commands.run(
                GUIDE, folder, Map.of("SLUICE", IMAGE.toAbsolutePath().toString()));

        List<String> shown = Commands.fenced("text", GUIDE).stream()
                .flatMap(String::lines)
                .map(GuideIT::normal)
                .toList();
        assertFalse(shown.isEmpty());
        List<String> lines = printed.lines().map(GuideIT::normal).toList();
        for (String line : shown) {
            assertTrue(lines.contains(line), () -> "`" + line + "` is not in\n" + printed);
        }
    }

    /** Without what differs from machine to machine: numbers, and how wide a table is. */
    private static String normal(String line) {
        return line.replaceAll("\\d+", "0").replaceAll(" +", " ").strip();
    }
}
