package sluice.base.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Writes each event as one JSON object in one line. Logback's own encoder writes times as milliseconds and exceptions as trees, which
 * few collectors of logs show as they are.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern(LogFormat.TIME).withZone(ZoneId.systemDefault());

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("time", time.format(event.getInstant()))
                .put("level", event.getLevel().toString())
                .put("thread", event.getThreadName())
                .put("logger", event.getLoggerName())
                .put("message", event.getFormattedMessage());
        String bot = event.getMDCPropertyMap().get(BotName.KEY);
        if (bot != null) {
            line.put(BotName.KEY, bot);
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.put("exception", ThrowableProxyUtil.asString(thrown));
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
