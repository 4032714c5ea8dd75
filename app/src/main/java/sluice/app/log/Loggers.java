package sluice.app.log;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import sluice.api.Bounded;

/**
 * All loggers of this process, which write one line an event to standard error. {@code SLUICE_LOG_LEVEL} in the environment sets the
 * level ({@code debug}, {@code info}, {@code warn}, {@code error}). This class is thread-safe.
 */
final class Loggers implements ILoggerFactory {

    /** There is one log, since there is one standard error. */
    static final Loggers ALL = new Loggers(level(System.getenv("SLUICE_LOG_LEVEL")));

    /** Hears of each warning and error. It must be quick, and must not log. */
    @FunctionalInterface
    interface Listener {

        void said(boolean error, String message);
    }

    @Bounded("the names of classes that log")
    private final Map<String, LineLogger> byName = new ConcurrentHashMap<>();

    @Bounded("the names that LogLevels was given")
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    @Bounded("one for each bot in the process")
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Loggers(Level root) {
        levels.put("", root);
    }

    /** A level by its name; what is none is taken for {@code info}. */
    static Level level(String name) {
        try {
            return name == null ? Level.INFO : Level.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Level.INFO;
        }
    }

    @Override
    public Logger getLogger(String name) {
        return byName.computeIfAbsent(
                name.equals(Logger.ROOT_LOGGER_NAME) ? "" : name, key -> new LineLogger(key, this, effective(key)));
    }

    /** Sets what a name and all below it let through; null for what the name above it says. Returns what was set before. */
    synchronized Level set(String name, Level level) {
        Level before = level == null ? levels.remove(name) : levels.put(name, level);
        byName.forEach((key, logger) -> logger.level(effective(key)));
        return before;
    }

    private Level effective(String name) {
        String above = name;
        Level level = levels.get(above);
        while (level == null) {
            above = above.substring(0, Math.max(0, above.lastIndexOf('.')));
            level = levels.get(above);
        }
        return level;
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }

    void forget(Listener listener) {
        listeners.remove(listener);
    }

    /** An event that its logger lets through. */
    void said(Level level, String message, Throwable thrown) {
        LogLine.print(level, message, thrown);
        if (level.toInt() >= Level.WARN.toInt()) {
            listeners.forEach(listener -> listener.said(level == Level.ERROR, message));
        }
    }
}
