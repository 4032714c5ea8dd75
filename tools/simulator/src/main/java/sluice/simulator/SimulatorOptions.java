package sluice.simulator;

import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * The options of a {@link Simulator}. Immutable; never holds null.
 *
 * @param port the TCP port on 127.0.0.1, 0 to 65535; 0 takes a free one
 * @param token the bot's token: digits, a colon, 35 letters, digits, {@code -} or {@code _}
 * @param recordCalls how many calls, and how many polls, of each bot are kept for questions, 0 or more; the oldest go first, the
 *     counts go on
 * @param keepMessages how many messages are kept over all chats of a bot, 1 or more; the oldest go first and are then not found
 *     any more
 * @param clock gives the dates of messages and the age of updates
 * @param ticker nanoseconds from a fixed but arbitrary origin, for the times of calls and for the rate limits
 * @param tls with the certificate to serve https with; empty for plain http
 */
public record SimulatorOptions(
        int port,
        String token,
        int recordCalls,
        int keepMessages,
        Clock clock,
        LongSupplier ticker,
        Optional<SSLContext> tls) {

    private static final String DEFAULT_TOKEN = "123456789:AAF4kE-t0kEn_0f-the_SimulatedBotApi";
    private static final Pattern TOKEN = Pattern.compile("[0-9]{1,15}:[A-Za-z0-9_-]{35}");

    /** Checks every argument. */
    public SimulatorOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("token must be digits, a colon and 35 of [A-Za-z0-9_-]");
        }
        if (recordCalls < 0) {
            throw new IllegalArgumentException("recordCalls must be 0 or more, not " + recordCalls);
        }
        if (keepMessages < 1) {
            throw new IllegalArgumentException("keepMessages must be 1 or more, not " + keepMessages);
        }
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(ticker, "ticker");
        Objects.requireNonNull(tls, "tls");
    }

    /** {@return a free port, a made-up token, 200,000 calls and 200,000 messages kept, the system's time, plain http} */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                0, DEFAULT_TOKEN, 200_000, 200_000, Clock.systemUTC(), System::nanoTime, Optional.empty());
    }

    /**
     * {@return a made-up token, always the same for a number and different from those of other numbers and the default}
     *
     * @param number 0 or more; the bot's user id is 1,000,000,000 more
     */
    public static String madeUpToken(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("number must be 0 or more, not " + number);
        }
        return String.format(Locale.ROOT, "%d:AAF4kE-t0kEn_0f-Simulated%010d", 1_000_000_000L + number, number);
    }

    /** {@return these options for load runs: 1,000 calls and 10,000 messages kept} */
    public SimulatorOptions lean() {
        return new SimulatorOptions(port, token, 1_000, 10_000, clock, ticker, tls);
    }

    /**
     * {@return these options with another token}
     *
     * @param value digits, a colon and 35 of {@code [A-Za-z0-9_-]}
     */
    public SimulatorOptions withToken(String value) {
        return new SimulatorOptions(port, value, recordCalls, keepMessages, clock, ticker, tls);
    }

    /**
     * {@return these options with another bound on the calls kept}
     *
     * @param value 0 or more
     */
    public SimulatorOptions withRecordCalls(int value) {
        return new SimulatorOptions(port, token, value, keepMessages, clock, ticker, tls);
    }

    /**
     * {@return these options with another bound on the messages kept}
     *
     * @param value 1 or more
     */
    public SimulatorOptions withKeepMessages(int value) {
        return new SimulatorOptions(port, token, recordCalls, value, clock, ticker, tls);
    }

    /**
     * {@return these options with another clock}
     *
     * @param value gives the dates of messages and the age of updates
     */
    public SimulatorOptions withClock(Clock value) {
        return new SimulatorOptions(port, token, recordCalls, keepMessages, value, ticker, tls);
    }

    /**
     * {@return these options with another ticker}
     *
     * @param value nanoseconds from an arbitrary origin
     */
    public SimulatorOptions withTicker(LongSupplier value) {
        return new SimulatorOptions(port, token, recordCalls, keepMessages, clock, value, tls);
    }

    /**
     * {@return these options with https in place of http}
     *
     * @param value with a certificate and its key
     */
    public SimulatorOptions withTls(SSLContext value) {
        return new SimulatorOptions(port, token, recordCalls, keepMessages, clock, ticker, Optional.of(value));
    }

    /** {@return the bot's user id, the part of the token before the colon} */
    long botId() {
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    /** {@return the bot's name without {@code @}, which no bot with another id has} */
    String username() {
        return token.equals(DEFAULT_TOKEN) ? "sluice_simulated_bot" : "simulated_" + botId() + "_bot";
    }

    /** {@return the numbers, without the token} */
    @Override
    public String toString() {
        return "SimulatorOptions[port=" + port + ", recordCalls=" + recordCalls + ", keepMessages=" + keepMessages
                + ", tls=" + tls.isPresent() + "]";
    }
}
