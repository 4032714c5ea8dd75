package sluice.base.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.base.collection.BoundedMap;

/**
 * The last warnings and errors of the log, without secrets. One that is equal to another by {@link RepeatedWarnings} is counted and not
 * kept again. From {@link #listen} until {@link #close}, during which equal ones are written once. This class is thread-safe.
 */
public final class Warnings implements AutoCloseable {

    /** The most lines that are kept; the one that was said longest ago goes first. */
    static final int MAX = 50;

    /** The longest line, in UTF-16 units. */
    static final int MAX_LENGTH = 500;

    /**
     * A warning or error, with the times at which it was logged.
     *
     * @param error true for an error, false for a warning
     * @param text the message, without line ends
     * @param times the number of times, 1 or more
     */
    public record Line(boolean error, String text, Instant first, Instant last, long times) {

        private Line again(Instant now, String said) {
            return new Line(error, said, first, now, times + 1);
        }
    }

    private record Key(boolean error, String cause) {}

    private final Clock clock;
    private final Listener listener = new Listener();

    /** An edited {@code logback.xml} that is read again takes all appenders off. */
    private final ConfigurationEventListener configured = _ -> attach();

    @Bounded("MAX for each bot")
    private final Map<String, SequencedMap<Key, Line>> lines = new HashMap<>();

    private Warnings(Clock clock) {
        this.clock = clock;
    }

    /** Listens to the log of this process from now on. */
    public static Warnings listen(Clock clock) {
        Warnings warnings = new Warnings(clock);
        context().ifPresent(context -> {
            warnings.attach();
            context.addConfigurationEventListener(warnings.configured);
        });
        return warnings;
    }

    /**
     * At most {@value #MAX} lines, the latest first.
     *
     * @param bot the name of the bot that they are about; empty for the only one, or for the process
     */
    public synchronized List<Line> lines(String bot) {
        SequencedMap<Key, Line> own = lines.get(bot);
        return own == null ? List.of() : List.copyOf(own.sequencedValues().reversed());
    }

    /** Forgets those of a bot that is gone. */
    public synchronized void forget(String bot) {
        lines.remove(bot);
    }

    @Override
    public void close() {
        context().ifPresent(context -> {
            context.removeConfigurationEventListener(configured);
            root(context).detachAppender(listener);
            SanitizingAppender.limit(context, Optional.empty());
        });
        listener.stop();
    }

    private void attach() {
        context().ifPresent(context -> {
            listener.setContext(context);
            listener.start();
            root(context).addAppender(listener);
            SanitizingAppender.limit(context, Optional.of(clock));
        });
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Not there yet when a signal ends the process at its start: the JVM logs that, and sets the log up in a thread of its own. */
    private static Optional<LoggerContext> context() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    private synchronized void add(boolean error, String cause, String text) {
        Instant now = clock.instant();
        SequencedMap<Key, Line> own = lines.computeIfAbsent(BotName.ofThisThread(), _ -> BoundedMap.byAge(MAX));
        Key key = new Key(error, cause);
        Line before = own.remove(key);
        own.put(key, before == null ? new Line(error, text, now, now, 1) : before.again(now, text));
    }

    /** Sees events as they are: it does by itself what {@link SanitizingAppender} does for others. */
    final class Listener extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                // Before it is cut: half a secret would not be known for one.
                String text = Secrets.redact(event.getFormattedMessage()).replaceAll("\\p{Cntrl}+", " ");
                add(
                        event.getLevel() == Level.ERROR,
                        RepeatedWarnings.cause(event),
                        text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…");
            }
        }
    }
}
