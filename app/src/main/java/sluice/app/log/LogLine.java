package sluice.app.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.slf4j.event.Level;

/** One event as it is printed: when, how bad, what, without secrets; what was thrown follows in lines of its own. */
final class LogLine {

    private static final String TEMPLATE = "0000-00-00 00:00:00.000 ";

    private LogLine() {}

    static void print(Level level, String message, Throwable thrown) {
        byte[] bytes = of(LocalDateTime.now(ZoneId.systemDefault()), level, message, thrown)
                .getBytes(StandardCharsets.UTF_8);
        PrintStream err = System.err;
        // In one piece, so that lines of several threads do not mix.
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    static String of(LocalDateTime time, Level level, String message, Throwable thrown) {
        StringBuilder line = new StringBuilder(TEMPLATE);
        put(line, 4, time.getYear());
        put(line, 7, time.getMonthValue());
        put(line, 10, time.getDayOfMonth());
        put(line, 13, time.getHour());
        put(line, 16, time.getMinute());
        put(line, 19, time.getSecond());
        put(line, 23, time.getNano() / 1_000_000);
        line.append(level).append(" ".repeat(6 - level.toString().length())).append(message);
        String lineEnd = System.lineSeparator();
        line.append(lineEnd);
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return Secrets.redact(line.toString());
    }

    /** Writes the digits of a number over the zeros before a place. */
    private static void put(StringBuilder line, int end, int number) {
        int left = number;
        for (int at = end - 1; left > 0; at--) {
            line.setCharAt(at, (char) ('0' + left % 10));
            left /= 10;
        }
    }
}
