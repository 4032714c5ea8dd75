package sluice.base.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import sluice.api.Bounded;

/**
 * Lets the first of equal warnings and errors into the log, and counts the others, so that what goes wrong with each message does not
 * fill it. How many there were is written once an hour, and by the line that says that it is over. Warnings are equal when their texts
 * are, or the {@link #CAUSE} that they name. Those of modules and libraries come through here too. This class is thread-safe.
 */
public final class RepeatedWarnings {

    /** Key of a key-value pair of an event: what a warning is about, where its text is another each time. */
    public static final String CAUSE = "cause";

    /** Key of a key-value pair of an event: it ends the warnings whose {@link #CAUSE} begins with the value. */
    public static final String ENDS = "ends";

    /** Marks a warning that is written each time, because it keeps a pace itself or answers what a person did. */
    public static final Marker EACH_TIME = MarkerFactory.getMarker("EACH_TIME");

    /** The interval at which the count of a warning is written. */
    static final Duration INTERVAL = Duration.ofHours(1);

    /**
     * The maximum number of distinct warnings. The count of the one that was written longest ago is written before it
     * is forgotten.
     */
    static final int MAX = 1_000;

    /** Texts are equal when they begin with so many equal UTF-16 units. */
    private static final int MAX_LENGTH = 500;

    private static final class Repeated {
        private final Instant since;
        private final String bot = BotName.ofThisThread();
        private long more;
        private Level level = Level.WARN;
        private String logger = "";
        private String text = "";

        Repeated(Instant since) {
            this.since = since;
        }

        void count(ILoggingEvent event) {
            more++;
            level = event.getLevel();
            logger = event.getLoggerName();
            text = cut(event.getFormattedMessage());
        }
    }

    private final Clock clock;

    /** The warnings in the order in which they were written. */
    @Bounded("MAX")
    private final Map<String, Repeated> byCause = new LinkedHashMap<>();

    /** Creates an empty filter. */
    RepeatedWarnings(Clock clock) {
        this.clock = clock;
    }

    /** The key by which warnings count as equal. */
    static String cause(ILoggingEvent event) {
        return value(event, CAUSE).orElseGet(() -> {
            String thrown = event.getThrowableProxy() == null
                    ? ""
                    : event.getThrowableProxy().getClassName()
                            + event.getThrowableProxy().getMessage();
            return event.getLoggerName() + '\n' + cut(event.getFormattedMessage()) + '\n' + cut(thrown);
        });
    }

    /** Returns the events to write now: this one or not, and counts whose time has come. */
    synchronized List<ILoggingEvent> on(ILoggingEvent event) {
        Instant now = clock.instant();
        List<ILoggingEvent> lines = new ArrayList<>(1);
        if (!isLimited(event)) {
            long more = value(event, ENDS).map(this::end).orElse(0L);
            lines.add(
                    new SanitizedEvent(event, more == 0 ? "" : " (" + more + " more warnings of it were not written)"));
        } else if (isFirst(event, now)) {
            lines.add(new SanitizedEvent(event, ""));
        }
        Iterator<Map.Entry<String, Repeated>> oldest = byCause.entrySet().iterator();
        Map<String, Repeated> goOn = new LinkedHashMap<>();
        while (oldest.hasNext()) {
            Map.Entry<String, Repeated> one = oldest.next();
            boolean due = !one.getValue().since.plus(INTERVAL).isAfter(now);
            if (!due && byCause.size() <= MAX) {
                break;
            }
            oldest.remove();
            if (one.getValue().more > 0) {
                lines.add(count(event, one.getValue(), now));
                if (due) {
                    goOn.put(one.getKey(), BotName.during(one.getValue().bot, () -> new Repeated(now)));
                }
            }
        }
        byCause.putAll(goOn);
        return lines;
    }

    private static boolean isLimited(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.WARN)
                && !Objects.requireNonNullElse(event.getMarkerList(), List.of()).contains(EACH_TIME);
    }

    private boolean isFirst(ILoggingEvent event, Instant now) {
        String cause = ofThisBot(cause(event));
        Repeated known = byCause.putIfAbsent(cause, new Repeated(now));
        if (known != null) {
            known.count(event);
        }
        return known == null;
    }

    /** Returns how many were not written. */
    private long end(String causes) {
        List<String> ended = byCause.keySet().stream()
                .filter(cause -> cause.startsWith(ofThisBot(causes)))
                .toList();
        return ended.stream().mapToLong(cause -> byCause.remove(cause).more).sum();
    }

    /** What goes wrong with one bot says nothing about another. */
    private static String ofThisBot(String cause) {
        return BotName.ofThisThread() + '\n' + cause;
    }

    private static ILoggingEvent count(ILoggingEvent now, Repeated repeated, Instant until) {
        String text = repeated.text + " (" + repeated.more + " more of these in "
                + Duration.between(repeated.since, until).toMinutes() + " min)";
        return BotName.during(repeated.bot, () -> new SanitizedEvent(now, repeated.level, repeated.logger, text));
    }

    private static Optional<String> value(ILoggingEvent event, String key) {
        return Optional.ofNullable(event.getKeyValuePairs()).stream()
                .flatMap(List::stream)
                .filter(pair -> pair.key.equals(key))
                .map(pair -> String.valueOf(pair.value))
                .findFirst();
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
