package sluice.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The answer to one call of the Bot API. */
public sealed interface ApiAnswer {

    /**
     * The call worked.
     *
     * @param result the {@code result} member, a missing node when there is none
     */
    record Ok(JsonNode result) implements ApiAnswer {}

    /**
     * The server understood and said no.
     *
     * @param code the error code
     * @param description why, in Telegram's words
     * @param retryAfter the wait that it asks for, if any
     * @param migrateTo the chat's new id, where it says so
     */
    record Refused(int code, String description, Optional<Duration> retryAfter, Optional<Long> migrateTo)
            implements ApiAnswer {

        /**
         * True if the server does not know the bot. The token is wrong or was revoked, or the bot was logged out there
         * to be used at another server. An older server that lacks a method says 404 too.
         *
         * @return {@code true} when no call with this token will work
         */
        public boolean rejectsToken() {
            String lower = description.toLowerCase(Locale.ROOT);
            return code == 401 || (code == 404 && !lower.contains("method not found")) || lower.endsWith("logged out");
        }
    }

    /**
     * An answer came that is none of the Bot API: cut short, no JSON, a proxy's page.
     *
     * @param status the HTTP status; from 200 to 299 the server may have done what it was asked for
     * @param detail what came instead
     */
    record Broken(int status, String detail) implements ApiAnswer {}

    /**
     * The request was never sent in full, so that it cannot have had an effect.
     *
     * @param detail the reason of the failure
     */
    record Unreachable(String detail) implements ApiAnswer {}

    /**
     * The request was sent, and no answer came within the time limit or before the connection ended.
     *
     * @param detail the failure in words
     * @param timedOut whether the time limit ended the call
     */
    record NoAnswer(String detail, boolean timedOut) implements ApiAnswer {}
}
