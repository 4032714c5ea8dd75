package sluice.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * An answer to one call, given instead of the normal one. Given to {@link Fault#answer}. Immutable.
 *
 * <p>"Applied" means that the call had its effect: the message stands in the chat, whatever the client is told. An
 * answer that is an error, or none at all, is not applied unless {@link #afterApplying()} says so; one that is only late
 * is applied.
 */
public final class Answer {

    enum Kind {
        NORMAL,
        REPLY,
        HANG,
        CLOSE,
        RESET,
        TRUNCATED,
        TRICKLE,
        DELAY,
        RAW
    }

    private static final Duration ZERO = Duration.ZERO;
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final Kind kind;
    private final boolean applies;
    private final HttpReply reply;
    private final Duration pause;
    private final CountDownLatch gate;

    private Answer(Kind kind, boolean applies, HttpReply reply, Duration pause, CountDownLatch gate) {
        this.kind = kind;
        this.applies = applies;
        this.reply = reply;
        this.pause = pause;
        this.gate = gate;
    }

    private static Answer broken(Kind kind) {
        return new Answer(kind, false, null, ZERO, OPEN);
    }

    private static Answer failing(ApiError error) {
        return new Answer(Kind.REPLY, false, HttpReply.error(error), ZERO, OPEN);
    }

    /** {@return the answer without a fault; for a place in a sequence} */
    public static Answer normal() {
        return new Answer(Kind.NORMAL, true, null, ZERO, OPEN);
    }

    /**
     * {@return 429 with {@code parameters.retry_after}}
     *
     * @param seconds how long to wait, 0 or more
     */
    public static Answer floodWait(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds must be 0 or more, not " + seconds);
        }
        return failing(ApiError.tooManyRequests(seconds));
    }

    /** {@return 429 without saying how long to wait} */
    public static Answer floodWaitWithoutParameters() {
        return failing(new ApiError(429, "Too Many Requests"));
    }

    /**
     * {@return a refusal in the Bot API's shape}
     *
     * @param code HTTP status and {@code error_code}, 400 to 599
     * @param description as sent, with its prefix, for example {@code Bad Request: chat not found}
     */
    public static Answer error(int code, String description) {
        if (code < 400 || code > 599) {
            throw new IllegalArgumentException("code must be 400 to 599, not " + code);
        }
        return failing(new ApiError(code, Objects.requireNonNull(description, "description")));
    }

    /**
     * {@return 400 with {@code parameters.migrate_to_chat_id}}
     *
     * @param newId the id of the supergroup
     */
    public static Answer migrateTo(long newId) {
        return failing(ApiError.migrated(newId));
    }

    /** {@return no answer: the request is taken and nothing comes back until the client gives up} */
    public static Answer hang() {
        return broken(Kind.HANG);
    }

    /** {@return as {@link #hang()}, but the call had its effect} */
    public static Answer hangAfterApplying() {
        return hang().afterApplying();
    }

    /** {@return the connection is closed in order, without an answer} */
    public static Answer closeWithoutAnswer() {
        return broken(Kind.CLOSE);
    }

    /** {@return as {@link #closeWithoutAnswer()}, but the call had its effect} */
    public static Answer closeAfterApplying() {
        return closeWithoutAnswer().afterApplying();
    }

    /** {@return the connection is reset (RST) without an answer} */
    public static Answer reset() {
        return broken(Kind.RESET);
    }

    /** {@return headers that promise 500 bytes, 11 bytes, and the end of the connection} */
    public static Answer truncated() {
        return broken(Kind.TRUNCATED);
    }

    /**
     * {@return the normal answer, its body one byte at a time; applied}
     *
     * @param interval real time between two bytes, positive
     */
    public static Answer trickle(Duration interval) {
        return new Answer(Kind.TRICKLE, true, null, positive("interval", interval), OPEN);
    }

    /** {@return 502 with an HTML page, as a proxy sends it} */
    public static Answer garbage() {
        String page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
        var reply = new HttpReply(502, "text/html", page.getBytes(StandardCharsets.US_ASCII));
        return new Answer(Kind.REPLY, false, reply, ZERO, OPEN);
    }

    /**
     * {@return the normal answer, late; applied at once}
     *
     * @param delay real time, positive
     */
    public static Answer slow(Duration delay) {
        return new Answer(Kind.DELAY, true, null, positive("delay", delay), OPEN);
    }

    /**
     * {@return the normal answer, held back until the gate is open; applied at once}
     *
     * @param gate opened by the test with {@link CountDownLatch#countDown()}
     */
    public static Answer heldBy(CountDownLatch gate) {
        return new Answer(Kind.DELAY, true, null, ZERO, Objects.requireNonNull(gate, "gate"));
    }

    /**
     * {@return any status and body, in a correct HTTP answer}
     *
     * @param status 200 to 599
     * @param contentType for example {@code application/json}
     * @param body sent as UTF-8
     */
    public static Answer http(int status, String contentType, String body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, not " + status);
        }
        Objects.requireNonNull(contentType, "contentType");
        var reply = new HttpReply(status, contentType, body.getBytes(StandardCharsets.UTF_8));
        return new Answer(Kind.REPLY, false, reply, ZERO, OPEN);
    }

    /**
     * {@return these bytes in place of a whole HTTP answer, then the end of the connection}
     *
     * @param bytes sent as they are, status line and all
     */
    public static Answer raw(byte[] bytes) {
        return new Answer(Kind.RAW, false, new HttpReply(0, "", bytes.clone()), ZERO, OPEN);
    }

    /** {@return the same answer, but the call had its effect before} */
    public Answer afterApplying() {
        return new Answer(kind, true, reply, pause, gate);
    }

    private static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
        return value;
    }

    Kind kind() {
        return kind;
    }

    boolean applies() {
        return applies;
    }

    /** {@return the reply that is sent whatever the call did, or null} */
    HttpReply reply() {
        return reply;
    }

    /** {@return the status the client gets to see, given what the call itself answered; 0 for none} */
    int status(HttpReply normal) {
        return switch (kind) {
            case NORMAL, DELAY, TRICKLE -> normal.status();
            case REPLY -> reply.status();
            case TRUNCATED -> 200;
            case HANG, CLOSE, RESET, RAW -> 0;
        };
    }

    Duration pause() {
        return pause;
    }

    CountDownLatch gate() {
        return gate;
    }

    @Override
    public String toString() {
        return kind + (applies ? " (applied)" : "") + (reply == null ? "" : " " + reply.status());
    }
}
