package sluice.telegram;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import sluice.telegram.model.PollAnswer;
import sluice.telegram.model.Update;

/** Long polling, one call at a time. {@link #interrupt} may be called from any thread, the rest from one. */
public final class Poller {

    /** The time that a call may take beyond the poll timeout. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** The most updates that Telegram gives at once. */
    private static final int BATCH = 100;

    /** Two tries lead from a whole batch to single updates. */
    private static final int SMALLER = 10;

    private static final Duration CONFIRM_LIMIT = Duration.ofSeconds(2);

    /** The kinds of updates in use. */
    static final List<String> KINDS = List.of(
            "message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member", "callback_query");

    private final HttpTransport transport;
    private final Duration pollTimeout;
    private final AtomicReference<Exchange> underWay = new AtomicReference<>();
    private int batch = BATCH;
    private volatile boolean interrupted;

    Poller(HttpTransport transport, Duration pollTimeout) {
        this.transport = transport;
        this.pollTimeout = pollTimeout;
    }

    /** The longest time that a poll takes: the poll timeout, and what is waited beyond it. */
    public Duration limit() {
        return pollTimeout.plus(GRACE);
    }

    /**
     * Asks for updates from an id on, 0 for whatever is there, and waits for the answer. All below the id are
     * confirmed. Telegram may hold the answer back until there is an update.
     */
    public PollAnswer poll(long offset, boolean held) {
        Duration longest = held ? pollTimeout : Duration.ZERO;
        Exchange call = new Exchange();
        underWay.set(call);
        if (interrupted) {
            call.cancel();
        }
        try {
            ApiAnswer answer = transport.call(new Poll(offset, batch, longest), longest.plus(GRACE), call);
            // A conflict is then with the process that runs the bot now, which gets the same updates.
            return answer instanceof ApiAnswer.Withheld || !transport.mayCall()
                    ? new PollAnswer.Withheld()
                    : fit(answer, call);
        } finally {
            underWay.set(null);
        }
    }

    /**
     * Confirms all updates below an offset, as the last call before the bot stops. It can be interrupted no more;
     * whether it worked does not matter to anybody.
     */
    public void confirm(long offset) {
        transport.call(new Poll(offset, 1, Duration.ZERO), CONFIRM_LIMIT);
    }

    /** Ends the call under way and all that come but {@link #confirm}, because the bot is stopping. */
    public void interrupt() {
        interrupted = true;
        Exchange call = underWay.get();
        if (call != null) {
            call.cancel();
        }
    }

    /** The library's method with an offset of 64 bits: numbers of updates outgrow its 32. */
    private static final class Poll extends GetUpdates {

        private final long offset;

        Poll(long offset, int limit, Duration held) {
            this.offset = offset;
            setLimit(limit);
            setTimeout((int) held.toSeconds());
            setAllowedUpdates(KINDS);
        }

        @JsonAnyGetter
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        Map<String, Long> longOffset() {
            return offset == 0 ? Map.of() : Map.of("offset", offset);
        }
    }

    /**
     * An answer that cannot be read may be too large, or hold an update that is no JSON: the next one is asked for in a smaller part, so
     * that the others get through, and one that cannot be read by itself is skipped by its number.
     */
    private PollAnswer fit(ApiAnswer answer, Exchange call) {
        boolean unreadable = answer instanceof ApiAnswer.Broken;
        if (unreadable && batch == 1 && call.unreadable().isPresent()) {
            return new PollAnswer.Updates(
                    List.of(new Update.Undecodable(call.unreadable().get(), "it is no JSON that can be read")));
        }
        batch = unreadable ? Math.max(1, batch / SMALLER) : Math.min(BATCH, batch * 2);
        return answer(answer);
    }

    private static PollAnswer answer(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Ok(JsonNode result)
            when result.isArray() ->
                new PollAnswer.Updates(
                        result.valueStream().map(UpdateDecoder::decode).toList());
            case ApiAnswer.Ok(JsonNode _) -> failed("an answer without a list of updates");
            case ApiAnswer.NoAnswer(String detail, boolean timedOut) ->
                new PollAnswer.Failed(detail, Optional.empty(), timedOut);
            case ApiAnswer.Failed failed -> failed(failed.detail());
            case ApiAnswer.Refused refused
            when refused.rejectsToken() -> new PollAnswer.TokenRejected(refused.description());
            case ApiAnswer.Refused refused
            when refused.code() == 409 ->
                new PollAnswer.Conflict(
                        refused.description(), refused.description().contains("webhook"));
            case ApiAnswer.Refused refused -> new PollAnswer.Failed(refused.description(), refused.retryAfter(), false);
        };
    }

    private static PollAnswer failed(String detail) {
        return new PollAnswer.Failed(detail, Optional.empty(), false);
    }
}
