package sluice.app.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Gives SLF4J the bot's own log. Found by the service loader. Markers and the MDC are taken and not shown. */
public final class LogProvider implements SLF4JServiceProvider {

    /** Whatever has this API, which has not changed in an incompatible way since. */
    private static final String REQUESTED_API = "2.0.99";

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** For the service loader. */
    public LogProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Loggers.ALL;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return REQUESTED_API;
    }

    @Override
    public void initialize() {
        // The log needs nothing but standard error.
    }
}
