package sluice.telegram.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The result of one getUpdates call. */
public sealed interface PollAnswer {

    /** A successful poll, with the updates in Telegram's order; often none. */
    record Updates(List<Update> updates) implements PollAnswer {}

    /**
     * A failed poll, which may work later, with the minimum wait where Telegram gives one. It is overdue when the
     * watchdog ended it, because no answer came.
     */
    record Failed(String detail, Optional<Duration> waitFor, boolean overdue) implements PollAnswer {}

    /** The updates go elsewhere: to another poller with the same token, or to a webhook. */
    record Conflict(String detail, boolean webhook) implements PollAnswer {}

    /** This process may not poll for the bot at present, or may not any more when the answer came: it counts for nothing. */
    record Withheld() implements PollAnswer {}

    /** Telegram does not know the token. */
    record TokenRejected(String detail) implements PollAnswer {}
}
