package sluice.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long millis = 5_000;

    private Terminal screen(boolean terminal, Map<String, String> variables) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Terminal(stream, terminal, variables, () -> millis * 1_000_000);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DemoProgress at(int percent) {
        return new DemoProgress("forwarding", percent, 100, Duration.ofSeconds(1));
    }

    @Test
    void draws_over_the_line_before() {
        Terminal screen = screen(true, Map.of());
        screen.show(new DemoProgress("forwarding", 1, 100_000, Duration.ofSeconds(1)));
        millis += 100;
        screen.finish(new DemoProgress("done", 100, 100, Duration.ofSeconds(1)));
        String[] lines = output().split("\r");
        assertEquals(3, lines.length, output());
        assertTrue(lines[1].length() >= lines[0].length(), "the end of the line before would stay");
        assertEquals("\n", lines[2]);
        assertEquals(2, Arrays.stream(lines).filter(line -> line.contains("[")).count());
    }

    @Test
    void does_not_draw_more_than_ten_times_a_second() {
        Terminal screen = screen(true, Map.of());
        screen.show(at(1));
        millis += 99;
        screen.show(at(2));
        assertFalse(output().contains("2 %"), output());
        millis += 1;
        screen.show(at(3));
        assertTrue(output().contains("3 %"), output());
    }

    @ParameterizedTest
    @CsvSource({"80, 79", "40, 39", "'', 79", "wide, 79", "5, 19", "0, 19"})
    void fits_the_terminal(String columns, int most) {
        screen(true, Map.of("COLUMNS", columns)).show(at(50));
        assertTrue(output().stripTrailing().length() <= most, output());
    }

    @Test
    void writes_a_line_each_tenth_into_a_pipe() {
        Terminal screen = screen(false, Map.of("COLUMNS", "80"));
        for (int percent = 0; percent < 25; percent++) {
            screen.show(at(percent));
        }
        screen.finish(at(100));
        assertEquals(4, output().lines().count(), output());
        assertFalse(output().contains("\r"));
    }

    @Test
    void writes_a_line_every_two_seconds_when_it_is_slow() {
        Terminal screen = screen(false, Map.of());
        screen.show(at(1));
        millis += 1999;
        screen.show(at(1));
        assertEquals(1, output().lines().count());
        millis += 1;
        screen.show(at(1));
        assertEquals(2, output().lines().count());
    }

    @Test
    void writes_lines_on_a_terminal_that_can_do_no_more() {
        screen(true, Map.of("TERM", "dumb")).show(at(50));
        assertEquals(at(50).line() + "\n", output());
    }
}
