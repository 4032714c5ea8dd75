package sluice.telegram.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The result of one getUpdates call. */
public sealed interface PollAnswer {

    /**
     * A successful poll.
     *
     * @param updates the updates in Telegram's order; often none
     */
    record Updates(List<Update> updates) implements PollAnswer {}

    /**
     * A failed poll, which may work later.
     *
     * @param detail the reason of the failure
     * @param waitFor the minimum wait, where Telegram gives one
     * @param overdue whether the watchdog ended it, because no answer came
     */
    record Failed(String detail, Optional<Duration> waitFor, boolean overdue) implements PollAnswer {}

    /**
     * The updates go elsewhere: to another poller with the same token, or to a webhook.
     *
     * @param detail Telegram's words
     * @param webhook whether it is a webhook
     */
    record Conflict(String detail, boolean webhook) implements PollAnswer {}

    /**
     * Telegram does not know the token.
     *
     * @param detail Telegram's words
     */
    record TokenRejected(String detail) implements PollAnswer {}
}
