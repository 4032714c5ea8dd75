package sluice.base.log;

import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import sluice.api.Bounded;

/**
 * Other levels of the log for a while, as for a command that shows by itself how it goes. {@link #close} gives back those that
 * there were before. For one thread.
 */
public final class LogLevels implements AutoCloseable {

    private record Change(Logger logger, ch.qos.logback.classic.Level before) {}

    @Bounded("the names that were set")
    private final List<Change> changes = new ArrayList<>();

    private LogLevels() {}

    /** Lets only warnings and errors through, from the given packages only errors. */
    public static LogLevels quiet(String... packages) {
        LogLevels levels = asTheyAre().and(Logger.ROOT_LOGGER_NAME, Level.WARN);
        for (String name : packages) {
            levels.and(name, Level.ERROR);
        }
        return levels;
    }

    /** Changes nothing. */
    public static LogLevels asTheyAre() {
        return new LogLevels();
    }

    /**
     * Changes one level more.
     *
     * @param name a package or class, with all below it; {@link Logger#ROOT_LOGGER_NAME} for the whole log
     * @param level the lowest level that is let through
     */
    public LogLevels and(String name, Level level) {
        // It is a stand-in while another thread sets the log up, as when a signal ends the process at its start.
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            changes.add(new Change(logger, logger.getLevel()));
            logger.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
        }
        return this;
    }

    @Override
    public void close() {
        changes.reversed().forEach(change -> change.logger().setLevel(change.before()));
        changes.clear();
    }
}
