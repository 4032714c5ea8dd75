package sluice.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LoggersTest {

    private final Loggers loggers = new Loggers(Level.INFO);

    @Test
    void slf4j_logs_to_it() {
        assertSame(Loggers.ALL, LoggerFactory.getILoggerFactory());
    }

    @Test
    void a_level_counts_for_a_name_and_all_below_it_and_for_loggers_that_are_there() {
        Logger below = loggers.getLogger("a.b.C");
        Logger beside = loggers.getLogger("a.bc.D");
        loggers.set("a.b", Level.DEBUG);

        assertTrue(below.isDebugEnabled());
        assertTrue(loggers.getLogger("a.b.E").isDebugEnabled());
        assertFalse(beside.isDebugEnabled());
        assertTrue(beside.isInfoEnabled());

        assertEquals(Level.DEBUG, loggers.set("a.b", null));
        assertFalse(below.isDebugEnabled());
    }

    @Test
    void the_root_has_the_name_that_slf4j_gives_it() {
        loggers.set("", Level.ERROR);

        assertFalse(loggers.getLogger(Logger.ROOT_LOGGER_NAME).isWarnEnabled());
        assertFalse(loggers.getLogger("anything").isWarnEnabled());
    }

    @Test
    void listeners_hear_warnings_and_errors_that_are_let_through() {
        List<String> heard = new ArrayList<>();
        Loggers.Listener listener = (error, message) -> heard.add(error + " " + message);
        loggers.listen(listener);
        Logger log = loggers.getLogger("a");
        log.info("nothing");
        log.warn("{} and {}", 1, 2);
        log.error("worse", new IllegalStateException("why"));
        loggers.set("a", Level.ERROR);
        log.warn("not any more");
        loggers.forget(listener);
        log.error("nobody listens");

        assertEquals(List.of("false 1 and 2", "true worse"), heard);
    }

    @ParameterizedTest
    @CsvSource({"debug, DEBUG", "' Warn ', WARN", "nonsense, INFO", ", INFO"})
    void what_is_no_level_is_taken_for_info(String name, Level level) {
        assertEquals(level, Loggers.level(name));
    }
}
