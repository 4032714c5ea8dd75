package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;

/** Retries and discards dead letters, for the chat and for the dashboard. This class is thread-safe. */
public final class DeadLetterService {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterService.class);

    /** Dead letters can be long, and there can be thousands: so many are in memory at a time. */
    private static final int BATCH = 100;

    /** Wants all of them. */
    public static final Predicate<DeadLetter> ALL = _ -> true;

    /** Groups that are told apart; more than anybody looks through. */
    private static final int MAX_GROUPS = 100;

    /** The dead letters of one chat with one reason. */
    public record Group(long destination, DeadLetter.Reason reason, int count) {

        private Group more(Group other) {
            return new Group(destination, reason, count + other.count);
        }
    }

    private record GroupKey(long destination, DeadLetter.Reason reason) {}

    private final DeadLetters all;

    @Bounded("MAX_GROUPS")
    private List<Group> groups = List.of();

    private long groupsTop;
    private int groupsSize;

    /** No dead letter of a higher number has been seen. */
    private long top;

    /** Creates the service. */
    public DeadLetterService(DeadLetters all) {
        this.all = all;
    }

    /** How many dead letters wait in the queue again, had no room there, or were left, since they may have arrived. */
    public record Retried(int queued, int full, int unknownOutcome) {}

    /** One dead letter without its content. */
    public record Entry(long id, boolean unknownOutcome, long destination) {

        private static Entry of(DeadLetter letter) {
            return new Entry(
                    letter.id(),
                    letter.reason() == DeadLetter.Reason.UNKNOWN_OUTCOME,
                    letter.job().destination());
        }
    }

    /** The number of dead letters. */
    public int size() {
        return all.size();
    }

    /** All that are wanted, the newest first. */
    public List<Entry> entries(Predicate<DeadLetter> wanted) {
        List<Entry> entries = new ArrayList<>();
        above(0, batch -> batch.stream().filter(wanted).map(Entry::of).forEach(entries::add));
        Collections.reverse(entries);
        return entries;
    }

    /**
     * At most so many below a number, {@link Long#MAX_VALUE} for all, the newest first. Only the first call looks at
     * all of them.
     */
    public List<DeadLetter> page(long before, int limit) {
        long end = Math.min(before, newest() + 1);
        // Numbers have gaps where dead letters were retried: the range grows until it holds enough.
        for (long range = limit; ; range *= 2) {
            long start = Math.max(0, end - 1 - range);
            List<DeadLetter> found = all.list(start, (int) Math.min(range, Integer.MAX_VALUE)).stream()
                    .filter(letter -> letter.id() < end)
                    .toList();
            if (found.size() >= limit || start == 0) {
                return found.subList(Math.max(0, found.size() - limit), found.size())
                        .reversed();
            }
        }
    }

    /** At most so many of those that are wanted, below a number, the newest first. */
    public List<DeadLetter> page(long before, int limit, Predicate<DeadLetter> wanted) {
        if (wanted.equals(ALL)) {
            return page(before, limit);
        }
        return entries(wanted).stream()
                .filter(entry -> entry.id() < before)
                .limit(limit)
                .flatMap(entry -> find(entry.id()).stream())
                .toList();
    }

    /** All by chat and reason, the largest group first. They are only counted when there are others than before. */
    public synchronized List<Group> groups() {
        long newest = newest();
        int size = all.size();
        if (newest != groupsTop || size != groupsSize) {
            groupsTop = newest;
            groupsSize = size;
            groups = counted();
        }
        return groups;
    }

    private List<Group> counted() {
        Map<GroupKey, Group> counted = new LinkedHashMap<>();
        above(
                0,
                batch -> batch.forEach(letter -> {
                    GroupKey key = new GroupKey(letter.job().destination(), letter.reason());
                    if (counted.size() < MAX_GROUPS || counted.containsKey(key)) {
                        counted.merge(key, new Group(key.destination(), key.reason(), 1), Group::more);
                    }
                }));
        return counted.values().stream()
                .sorted(Comparator.comparingInt(Group::count).reversed())
                .toList();
    }

    /** The highest number that a dead letter has had. */
    public synchronized long newest() {
        above(top, batch -> top = batch.getLast().id());
        return top;
    }

    /** Goes through all above a number, the oldest first, a batch at a time. */
    private void above(long number, Consumer<List<DeadLetter>> action) {
        List<DeadLetter> batch = all.list(number, BATCH);
        while (!batch.isEmpty()) {
            action.accept(batch);
            batch = all.list(batch.getLast().id(), BATCH);
        }
    }

    /** The dead letter of a number; empty when there is none any more. */
    public Optional<DeadLetter> find(long id) {
        return all.list(id - 1, 1).stream().filter(letter -> letter.id() == id).findFirst();
    }

    /** Tries one again, as often as somebody likes, who is named in the log. */
    public DeadLetters.Retried retry(String who, long id) {
        DeadLetters.Retried retried = all.retry(id);
        LOG.info("{} retries the dead letter {}: {}", who, id, retried);
        return retried;
    }

    /**
     * Tries all again that are wanted and of which it is known that they were not sent, the oldest first, as they would
     * have been sent.
     */
    public Retried retryAll(String who, Predicate<DeadLetter> wanted) {
        int queued = 0;
        int full = 0;
        int unknownOutcome = 0;
        for (Entry entry : entries(wanted).reversed()) {
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
        LOG.info("{} retries {} dead letters; for {} there is no room", who, queued, full);
        return new Retried(queued, full, unknownOutcome);
    }

    /** Gives one up. Returns {@code false} when it is gone already. */
    public boolean discard(String who, long id) {
        boolean discarded = all.discard(id);
        LOG.info("{} discards the dead letter {}", who, id);
        return discarded;
    }

    /** Gives all up that are wanted, up to the newest that somebody has seen. Returns how many that were. */
    public int discardAll(String who, Predicate<DeadLetter> wanted, long newest) {
        int discarded = 0;
        for (Entry entry : entries(wanted)) {
            if (entry.id() <= newest && all.discard(entry.id())) {
                discarded++;
            }
        }
        LOG.info("{} discards {} dead letters", who, discarded);
        return discarded;
    }
}
