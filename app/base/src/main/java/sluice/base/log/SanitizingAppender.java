package sluice.base.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stands before an appender, so that it sees only events that are fit for the log, whatever its layout or encoder, ours or one
 * that a {@code logback.xml} names.
 */
final class SanitizingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Appender<ILoggingEvent> appender;
    private volatile Optional<RepeatedWarnings> repeated = Optional.empty();

    private SanitizingAppender(Appender<ILoggingEvent> appender) {
        this.appender = appender;
        setContext(appender.getContext());
        setName(appender.getName());
        start();
    }

    /** Puts one before each appender that has none. */
    static void guard(LoggerContext context) {
        context.getLoggerList().forEach(SanitizingAppender::guard);
    }

    private static void guard(Logger logger) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        logger.iteratorForAppenders().forEachRemaining(appenders::add);
        for (Appender<ILoggingEvent> appender : appenders) {
            if (!(appender instanceof SanitizingAppender || appender instanceof Warnings.Listener)) {
                logger.detachAppender(appender);
                logger.addAppender(new SanitizingAppender(appender));
            }
        }
    }

    /** Writes equal warnings once from now on, until this is called without a clock. */
    static void limit(LoggerContext context, Optional<Clock> clock) {
        context.getLoggerList()
                .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(appender -> {
                    if (appender instanceof SanitizingAppender sanitizing) {
                        sanitizing.repeated = clock.map(RepeatedWarnings::new);
                    }
                }));
    }

    /** The appender that sees what is fit for the log. */
    Appender<ILoggingEvent> behind() {
        return appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        repeated.map(warnings -> warnings.on(event))
                .orElseGet(() -> List.of(new SanitizedEvent(event, "")))
                .forEach(appender::doAppend);
    }

    @Override
    public void stop() {
        appender.stop();
        super.stop();
    }
}
