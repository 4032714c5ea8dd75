package sluice.base.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The form of the built-in log. A {@code logback.xml} has a form of its own. */
public enum LogFormat {
    /** Lines for people: time, level, the bot where there are several, message. */
    TEXT,
    /** A JSON object in each line, for programs. */
    JSON;

    /** ISO 8601 with milliseconds and the offset of the time zone. */
    static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSxxx";

    /** The form of this name in any case; else {@link #TEXT}. */
    static LogFormat named(String name) {
        return name != null && name.toUpperCase(Locale.ROOT).equals(JSON.name()) ? JSON : TEXT;
    }

    /** Writes the log of this process in this form from now on. */
    public void use() {
        // It is a stand-in while another thread sets the log up.
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogConfigurator.format(context, this);
        }
    }

    Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if (this == JSON) {
            JsonLines lines = new JsonLines();
            lines.start();
            return lines;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%d{" + TIME + "} %-5level %replace([%X{" + BotName.KEY + "}] ){'^\\[\\] ',''}%msg%n");
        encoder.start();
        return encoder;
    }
}
