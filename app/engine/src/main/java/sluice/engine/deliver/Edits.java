package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.collection.BoundedMap;
import sluice.engine.route.Route;
import sluice.engine.route.Router;

/**
 * Makes jobs of edits: where a watch wants it and a copy is remembered or still to be made, the copy is to say the same. Somebody who edits
 * often does it again soon, so an edit waits a little and only the newest is applied; but of edits that do not end one is applied now and
 * then. This class is thread-safe.
 */
public final class Edits {

    /** The time that an edit waits for a newer one. */
    static final Duration SETTLE = Duration.ofSeconds(2);

    /** The longest time that a copy may stay behind while there is always a newer edit. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    /** The newest edits of so many copies are known; an older one is merely applied as well. */
    static final int MAX_NEWEST = 1000;

    private record Key(String watch, long chatId, int messageId) {}

    /**
     * The edits of one copy: the newest that is known, the newest that was applied, and when the first came that was
     * not applied.
     */
    private record State(long newest, long applied, Instant since) {

        State and(long version, Instant now) {
            return new State(Math.max(newest, version), applied, newest > applied ? since : now);
        }
    }

    /** The lane of an edit, and when it may be applied at the earliest. */
    private record Place(long lane, Instant due) {}

    private final MessageQueue queue;
    private final Router router;

    @Bounded("MAX_NEWEST")
    private final Map<Key, State> states = BoundedMap.byAge(MAX_NEWEST);

    /** Edits of what a queue remembers. */
    public Edits(MessageQueue queue, Router router) {
        this.queue = queue;
        this.router = router;
    }

    /**
     * The jobs that an edit triggers: none for a message that was not copied and does not wait to be. The last chat
     * that the original has been in on its way is its own.
     */
    public List<Job> jobs(Payload.Edit edit, List<Long> visited, Instant now) {
        List<Job> jobs = new ArrayList<>();
        for (Route route : router.routesFrom(edit.chatId())) {
            Watch watch = route.watch();
            boolean editable = watch.record() || route.extracts() || !watch.preserveSource();
            if (watch.syncEdits() && editable && !watch.paused()) {
                note(watch, edit, now);
                place(route, edit, now.plus(SETTLE))
                        .ifPresent(place -> jobs.add(
                                new Job(watch.id(), place.lane(), 0, edit, place.due(), visited, 0, Job.Tries.NONE)));
            }
        }
        return jobs;
    }

    /** The lane and time for an edit. One whose original is not copied yet goes behind it, and finds the copy when its turn has come. */
    private Optional<Place> place(Route route, Payload.Edit edit, Instant settled) {
        return copied(route, edit, settled)
                .or(() -> queue.dueOf(route.lane(), route.watch().id(), edit.chatId(), edit.messageId())
                        .map(due -> new Place(route.lane(), due.isAfter(settled) ? due : settled)))
                // It may have been sent between the two questions.
                .or(() -> copied(route, edit, settled));
    }

    private Optional<Place> copied(Route route, Payload.Edit edit, Instant settled) {
        return queue.copyOf(route.watch().id(), edit.chatId(), edit.messageId())
                .map(copy -> new Place(copy.toChatId(), settled));
    }

    private void note(Watch watch, Payload.Edit edit, Instant now) {
        synchronized (states) {
            states.compute(
                    new Key(watch.id(), edit.chatId(), edit.messageId()),
                    (_, known) -> known == null ? new State(edit.version(), 0, now) : known.and(edit.version(), now));
        }
    }

    /** True if an original was edited recently. */
    boolean isEdited(Copy copy) {
        synchronized (states) {
            return states.containsKey(new Key(copy.watch(), copy.chatId(), copy.messageId()));
        }
    }

    /** True if a newer edit is going to be applied in its place. Otherwise this one is going to be applied now. */
    boolean isSuperseded(String watch, Payload.Edit edit, Instant now) {
        Key key = new Key(watch, edit.chatId(), edit.messageId());
        synchronized (states) {
            State state = states.get(key);
            if (state == null) {
                return false;
            }
            boolean superseded = state.newest() > edit.version()
                    && (state.applied() >= edit.version()
                            || now.isBefore(state.since().plus(LONGEST)));
            if (!superseded) {
                states.put(key, new State(state.newest(), edit.version(), now));
            }
            return superseded;
        }
    }
}
