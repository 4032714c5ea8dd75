package sluice.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The answer to one call of the Bot API. */
public sealed interface ApiAnswer {

    /** The pause for an answer 429 that names none. */
    Duration USUAL_PAUSE = Duration.ofSeconds(30);

    /** The time for which Telegram wants no more calls; zero for all answers but 429. */
    default Duration pause() {
        return this instanceof Refused refused && refused.code() == 429
                ? refused.retryAfter().orElse(USUAL_PAUSE)
                : Duration.ZERO;
    }

    /** True if the server said no, in words that contain these. */
    default boolean refusesWith(String words) {
        return this instanceof Refused refused && refused.description().contains(words);
    }

    /** The call worked; {@code result} is a missing node when there is none. */
    record Ok(JsonNode result) implements ApiAnswer {}

    /**
     * The server understood and said no, perhaps with the wait that it asks for and the chat's new id.
     *
     * @param status the HTTP status, which is the code at Telegram; from 200 to 299 it contradicts the body
     */
    record Refused(int status, int code, String description, Optional<Duration> retryAfter, Optional<Long> migrateTo)
            implements ApiAnswer {

        /**
         * True if the server does not know the bot, so that no call with this token will work: it is wrong or was
         * revoked, or the bot was logged out there to be used at another server. An older server that lacks a method
         * says 404 too.
         */
        public boolean rejectsToken() {
            String lower = description.toLowerCase(Locale.ROOT);
            return code == 401 || (code == 404 && !lower.contains("method not found")) || lower.endsWith("logged out");
        }
    }

    /**
     * An answer came that is none of the Bot API: cut short, no JSON, a proxy's page. With a status from 200 to 299 the
     * server may have done what it was asked for.
     */
    record Broken(int status, String detail) implements Failed {}

    /** True for an HTTP status of success: what was asked for may have been done. */
    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** The request was never sent in full, so that it cannot have had an effect. */
    record Unreachable(String detail) implements Failed {}

    /** The request was sent, and no answer came within the time limit or before the connection ended. */
    record NoAnswer(String detail, boolean timedOut) implements Failed {}

    /** This process may not call for the bot at present, so that nothing was sent. */
    record Withheld() implements Failed {

        @Override
        public String detail() {
            return "this process does not run the bot at present";
        }
    }

    /** No answer of the Bot API came, for a reason in words. */
    sealed interface Failed extends ApiAnswer {
        String detail();
    }
}
