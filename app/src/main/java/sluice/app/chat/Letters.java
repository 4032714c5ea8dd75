package sluice.app.chat;

import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;
import sluice.app.deliver.Undelivered;
import sluice.app.watches.Watches;

/**
 * The dead letters as far as a user may see them: those of the user's own watches, and what was meant for the user; the first admin
 * sees all. This class is thread-safe.
 */
final class Letters {

    private final Undelivered all;
    private final Watches watches;

    Letters(Undelivered all, Watches watches) {
        this.all = all;
        this.watches = watches;
    }

    /** All that the user may see, the newest first. */
    List<Undelivered.Entry> entries(Visit visit) {
        return all.entries(letter -> isVisible(visit, letter));
    }

    /** One of them; empty when there is none of that number any more. */
    Optional<DeadLetter> find(Visit visit, long id) {
        return all.find(id).filter(letter -> isVisible(visit, letter));
    }

    /** Tries one again, as often as the user likes. */
    DeadLetters.Retried retry(Visit visit, long id) {
        return all.retry(who(visit), id);
    }

    /** Tries all again of which it is known that they were not sent. */
    Undelivered.Retried retryAll(Visit visit) {
        return all.retryAll(who(visit), letter -> isVisible(visit, letter));
    }

    /** Gives one up. Returns {@code false} when it is gone already. */
    boolean discard(Visit visit, long id) {
        return all.discard(who(visit), id);
    }

    /** Gives all up that there were when the newest was that one. Returns how many. */
    int discardAll(Visit visit, long newest) {
        return all.discardAll(who(visit), letter -> isVisible(visit, letter), newest);
    }

    private static String who(Visit visit) {
        return "user " + visit.user();
    }

    private boolean isVisible(Visit visit, DeadLetter letter) {
        if (visit.first()) {
            return true;
        }
        String watch = letter.job().watch();
        return watch.isEmpty()
                ? letter.job().destination() == visit.user()
                : watches.find(watch)
                        .filter(found -> found.owner() == visit.user())
                        .isPresent();
    }
}
