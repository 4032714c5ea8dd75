package sluice.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Marker;

/** A copy of an event, fit for the log. Arguments, the MDC and key-value pairs are left out: each could hold a secret. */
final class SanitizedEvent extends LoggingEvent {

    private final ILoggingEvent original;

    SanitizedEvent(ILoggingEvent original) {
        this.original = original;
        setInstant(original.getInstant());
        setSequenceNumber(original.getSequenceNumber());
        setLevel(original.getLevel());
        setLoggerName(original.getLoggerName());
        setLoggerContextRemoteView(original.getLoggerContextVO());
        setThreadName(original.getThreadName());
        setMDCPropertyMap(Map.of());
        List<Marker> markers = Objects.requireNonNullElse(original.getMarkerList(), List.of());
        markers.forEach(this::addMarker);
        String message = original.getFormattedMessage();
        setMessage(markers.contains(Sanitizer.MULTI_LINE) ? Sanitizer.lines(message) : Sanitizer.line(message));
    }

    @Override
    public IThrowableProxy getThrowableProxy() {
        return SanitizedThrowable.of(original.getThrowableProxy());
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
