package sluice.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;

/**
 * A quieter log, for a command that shows by itself how it goes. {@link #close} gives the levels back that there were before.
 * For one thread.
 */
public final class LogLevels implements AutoCloseable {

    private record Change(Logger logger, Level before) {}

    @Bounded("the loggers named to `quiet`")
    private final List<Change> changes = new ArrayList<>();

    private LogLevels() {}

    /**
     * Lets only warnings and errors through.
     *
     * @param packages from these, only errors
     * @return gives the levels back
     */
    public static LogLevels quiet(String... packages) {
        LogLevels levels = new LogLevels();
        levels.set(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.WARN);
        for (String name : packages) {
            levels.set(name, Level.ERROR);
        }
        return levels;
    }

    /**
     * Changes nothing.
     *
     * @return gives nothing back
     */
    public static LogLevels asTheyAre() {
        return new LogLevels();
    }

    private void set(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            changes.add(new Change(logger, logger.getLevel()));
            logger.setLevel(level);
        }
    }

    @Override
    public void close() {
        changes.forEach(change -> change.logger().setLevel(change.before()));
    }
}
