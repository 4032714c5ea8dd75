package sluice.app.telegram;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one getUpdates came to. */
public sealed interface PollAnswer {

    /**
     * It worked.
     *
     * @param updates the updates in Telegram's order; often none
     */
    record Updates(List<Update> updates) implements PollAnswer {}

    /**
     * It did not work, and may work later.
     *
     * @param detail why
     * @param waitFor how long to wait at least, where Telegram says so
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
