package sluice.chat.failed;

import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;
import sluice.chat.dialog.RequestContext;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.watches.Watches;

/**
 * The dead letters as far as a user may see them: those of the user's own watches, and what was meant for the user; the first admin
 * sees all. This class is thread-safe.
 */
public final class FailedMessages {

    private final DeadLetterService all;
    private final Watches watches;

    public FailedMessages(DeadLetterService all, Watches watches) {
        this.all = all;
        this.watches = watches;
    }

    /** All that the user may see, the newest first. */
    List<DeadLetterService.Entry> entries(RequestContext context) {
        return all.entries(letter -> isVisible(context, letter));
    }

    /** One of them; empty when there is none of that number any more. */
    Optional<DeadLetter> find(RequestContext context, long id) {
        return all.find(id).filter(letter -> isVisible(context, letter));
    }

    /** Tries one again, as often as the user likes. */
    DeadLetters.Retried retry(RequestContext context, long id) {
        return all.retry(who(context), id);
    }

    /** Tries all again of which it is known that they were not sent. */
    DeadLetterService.Retried retryAll(RequestContext context) {
        return all.retryAll(who(context), letter -> isVisible(context, letter));
    }

    /** Gives one up. Returns {@code false} when it is gone already. */
    boolean discard(RequestContext context, long id) {
        return all.discard(who(context), id);
    }

    /** Gives all up that there were when the newest was that one. Returns how many. */
    int discardAll(RequestContext context, long newest) {
        return all.discardAll(who(context), letter -> isVisible(context, letter), newest);
    }

    private static String who(RequestContext context) {
        return "user " + context.user();
    }

    private boolean isVisible(RequestContext context, DeadLetter letter) {
        if (context.first()) {
            return true;
        }
        String watch = letter.job().watch();
        return watch.isEmpty()
                ? letter.job().destination() == context.user()
                : watches.find(watch)
                        .filter(found -> found.owner() == context.user())
                        .isPresent();
    }
}
