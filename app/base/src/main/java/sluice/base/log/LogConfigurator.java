package sluice.base.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.File;

/**
 * Configures the log: from the file that the system property {@code logback.configurationFile} names, or from
 * {@code conf/logback.xml} in the image. Without one, or when it has errors, the log is one line an event on standard error, in the
 * form that {@code SLUICE_LOG_FORMAT} names, from the level on that {@code SLUICE_LOG_LEVEL} names. Found by the service loader.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    private static final String BUILT_IN = "sluice-built-in";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Not only once: a file with scan="true" is read again when it was edited.
        context.addConfigurationEventListener(_ -> SanitizingAppender.guard(context));
        String named = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
        File file = named == null ? new File(System.getProperty("java.home"), "conf/logback.xml") : new File(named);
        boolean wanted = named != null || file.exists();
        if (!(wanted && readFrom(file, context))) {
            context.reset();
            logToConsole(context);
        }
        SanitizingAppender.guard(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Reads the file; true if it could be used. */
    private static boolean readFrom(File file, LoggerContext context) {
        FileComplaints complaints = new FileComplaints(file);
        context.getStatusManager().add(complaints);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
            if (context.getLoggerList().stream()
                    .noneMatch(logger -> logger.iteratorForAppenders().hasNext())) {
                complaints.failed("no logger has an appender");
            }
        } catch (JoranException | RuntimeException | LinkageError e) {
            complaints.failed(e.toString());
        }
        return complaints.settle();
    }

    /** Changes the form of the built-in log, if that is in use. */
    static void format(LoggerContext context, LogFormat format) {
        if (context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(BUILT_IN)
                        instanceof SanitizingAppender sanitizing
                && sanitizing.behind() instanceof ConsoleAppender<ILoggingEvent> console) {
            console.setEncoder(format.encoder(context));
        }
    }

    private static void logToConsole(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(BUILT_IN);
        console.setTarget("System.err");
        // The configuration, which may say something else, has not been read yet.
        console.setEncoder(LogFormat.named(System.getenv("SLUICE_LOG_FORMAT")).encoder(context));
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getenv("SLUICE_LOG_LEVEL"), Level.INFO));
        root.addAppender(console);
        // It logs each exit with a stack trace.
        context.getLogger("java.lang.Runtime").setLevel(Level.INFO);
    }
}
