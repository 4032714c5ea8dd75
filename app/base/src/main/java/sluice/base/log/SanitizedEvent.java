package sluice.base.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Marker;

/** A copy of an event, fit for the log. Arguments, the MDC and key-value pairs are not copied: each could
 * hold a secret. In place of the MDC stands the name of the bot, where a process has several. */
final class SanitizedEvent extends LoggingEvent {

    private final ILoggingEvent original;
    private final boolean itself;

    /** An event with some more at the end of what it says. */
    SanitizedEvent(ILoggingEvent original, String more) {
        this(original, true, original.getLevel(), original.getLoggerName(), original.getFormattedMessage() + more);
        List<Marker> markers = Objects.requireNonNullElse(original.getMarkerList(), List.of());
        markers.forEach(this::addMarker);
    }

    /** Another event, which happens at the same time. */
    SanitizedEvent(ILoggingEvent occasion, Level level, String logger, String message) {
        this(occasion, false, level, logger, message);
    }

    private SanitizedEvent(ILoggingEvent original, boolean itself, Level level, String logger, String message) {
        this.original = original;
        this.itself = itself;
        setInstant(original.getInstant());
        setSequenceNumber(original.getSequenceNumber());
        setLevel(level);
        setLoggerName(logger);
        setLoggerContextRemoteView(original.getLoggerContextVO());
        setThreadName(original.getThreadName());
        String bot = BotName.ofThisThread();
        setMDCPropertyMap(bot.isEmpty() ? Map.of() : Map.of(BotName.KEY, bot));
        boolean lines = itself
                && original.getMarkerList() != null
                && original.getMarkerList().contains(Sanitizer.MULTI_LINE);
        setMessage(lines ? Sanitizer.lines(message) : Sanitizer.line(message));
    }

    @Override
    public IThrowableProxy getThrowableProxy() {
        return itself ? SanitizedThrowable.of(original.getThrowableProxy()) : null;
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return original.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return original.hasCallerData();
    }
}
