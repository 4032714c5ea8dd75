package sluice.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import sluice.app.config.Secret;

class LogLineTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2030, 1, 2, 3, 4, 5, 67_000_000);
    private static final String END = System.lineSeparator();

    @Test
    void is_the_time_the_level_and_the_message_in_columns() {
        assertEquals(
                "2030-01-02 03:04:05.067 INFO  all is well" + END, LogLine.of(TIME, Level.INFO, "all is well", null));
        assertEquals(
                "2030-12-31 23:59:59.999 ERROR it is not" + END,
                LogLine.of(LocalDateTime.of(2030, 12, 31, 23, 59, 59, 999_999_999), Level.ERROR, "it is not", null));
    }

    @Test
    void tells_where_something_was_thrown() {
        String line = LogLine.of(TIME, Level.DEBUG, "it failed", new IllegalStateException("why"));

        assertTrue(
                line.startsWith(
                        "2030-01-02 03:04:05.067 DEBUG it failed" + END + "java.lang.IllegalStateException: why"),
                line);
        assertTrue(line.contains("LogLineTest"), line);
    }

    @Test
    void has_no_secret_neither_in_the_message_nor_in_what_was_thrown() {
        String secret = "4711:a-secret-that-nobody-may-see";
        Secrets.hide(new Secret(secret));

        String line = LogLine.of(TIME, Level.WARN, "/bot" + secret + "/getMe", new IllegalStateException(secret));

        assertFalse(line.contains("nobody-may-see"), line);
    }
}
