package sluice.app.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;
import sluice.app.watches.Watches;

/**
 * The dead letters as far as a user may see them: those of the user's own watches, and what was meant for the user; the first admin
 * sees all. This class is thread-safe.
 */
final class Letters {

    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

    /** Letters can be long, and there can be thousands: so many are in memory at a time. */
    private static final int BATCH = 100;

    private final DeadLetters all;
    private final Watches watches;

    Letters(DeadLetters all, Watches watches) {
        this.all = all;
        this.watches = watches;
    }

    /** What became of all that was to be tried again. */
    record Retried(int queued, int full, int unknownOutcome) {}

    /** What is known of every letter that a user may see. */
    record Entry(long id, boolean unknownOutcome) {}

    /** All that the user may see, the newest first. */
    List<Entry> entries(Visit visit) {
        List<Entry> entries = new ArrayList<>();
        List<DeadLetter> batch = all.list(0, BATCH);
        while (!batch.isEmpty()) {
            batch.stream()
                    .filter(letter -> isVisible(visit, letter))
                    .map(letter -> new Entry(letter.id(), letter.reason() == DeadLetter.Reason.UNKNOWN_OUTCOME))
                    .forEach(entries::add);
            batch = all.list(batch.getLast().id(), BATCH);
        }
        Collections.reverse(entries);
        return entries;
    }

    /** One of them; empty when there is none of that number any more. */
    Optional<DeadLetter> find(Visit visit, long id) {
        return all.list(id - 1, 1).stream()
                .filter(letter -> letter.id() == id && isVisible(visit, letter))
                .findFirst();
    }

    /** Tries one again, as often as the user likes. */
    DeadLetters.Retried retry(Visit visit, long id) {
        DeadLetters.Retried retried = all.retry(id);
        LOG.info("user {} retries the dead letter {}: {}", visit.user(), id, retried);
        return retried;
    }

    /** Tries all again of which it is known that they were not sent. */
    Retried retryAll(Visit visit) {
        int queued = 0;
        int full = 0;
        int unknownOutcome = 0;
        // The oldest first, as they would have been sent.
        for (Entry entry : entries(visit).reversed()) {
            if (entry.unknownOutcome()) {
                unknownOutcome++;
            } else if (full > 0) {
                full++;
            } else {
                switch (all.retry(entry.id())) {
                    case QUEUED -> queued++;
                    case FULL -> full++;
                    case UNKNOWN -> LOG.debug("the dead letter {} is gone already", entry.id());
                }
            }
        }
        LOG.info("user {} retries {} dead letters; for {} there is no room", visit.user(), queued, full);
        return new Retried(queued, full, unknownOutcome);
    }

    /** Gives one up. Returns {@code false} when it is gone already. */
    boolean discard(Visit visit, long id) {
        boolean discarded = all.discard(id);
        LOG.info("user {} discards the dead letter {}", visit.user(), id);
        return discarded;
    }

    /** Gives all up that there were when the newest was that one. Returns how many. */
    int discardAll(Visit visit, long newest) {
        int discarded = 0;
        for (Entry entry : entries(visit)) {
            if (entry.id() <= newest && all.discard(entry.id())) {
                discarded++;
            }
        }
        LOG.info("user {} discards {} dead letters", visit.user(), discarded);
        return discarded;
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
