package sluice.app.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** What a class logs to. This class is thread-safe. */
final class LineLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient Loggers all;
    private volatile int least;

    LineLogger(String name, Loggers all, Level level) {
        this.name = name;
        this.all = all;
        this.least = level.toInt();
    }

    void level(Level level) {
        least = level.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return lets(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return lets(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return lets(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return lets(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return lets(Level.ERROR);
    }

    private boolean lets(Level level) {
        return level.toInt() >= least;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LineLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
        all.said(level, MessageFormatter.basicArrayFormat(pattern, arguments), thrown);
    }
}
