package sluice.queue.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sluice.api.Batch;
import sluice.api.Bounded;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters.Retried;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Stats;

/** The queue without threads and clocks: {@link BoundedQueue} locks it and passes the time. */
final class QueueCore {

    /** The most texts that are kept; the bot has a few. */
    private static final int MAX_TEXTS = 100;

    private final boolean drop;
    private final Places places;
    private final Lanes lanes = new Lanes();
    private final DeadLetterStore deadLetters;
    private final CopyMemory copies = new CopyMemory();

    @Bounded("MAX_TEXTS")
    private final Map<String, String> texts = new HashMap<>();

    private long offset;
    private long arrivals;
    private long deliveries;
    private long fullEvents;
    private long dropped;

    QueueCore(QueueSettings settings) {
        this.drop = settings.drop();
        this.places = new Places(settings.maxSize());
        this.deadLetters = new DeadLetterStore(settings.maxDeadLetters());
    }

    Offer offer(Batch batch, Instant now) {
        boolean fits = places.fit(batch.jobs());
        if (!fits) {
            fullEvents++;
            if (!drop) {
                return Offer.FULL;
            }
        }
        int taken = 0;
        int repeats = 0;
        for (Job job : batch.jobs()) {
            if (!places.take(job)) {
                break;
            }
            taken++;
            repeats += add(job, now) ? 0 : 1;
        }
        if (batch.nextOffset() != 0) {
            offset = batch.nextOffset();
        }
        int left = batch.jobs().size() - taken;
        dropped += left;
        return left == 0 && repeats == 0 ? Offer.ACCEPTED : new Offer(true, repeats, left);
    }

    /** Puts a job that has its places into its lane; a repeat in an album gives them back. */
    private boolean add(Job job, Instant now) {
        Lane lane = lanes.at(job.destination());
        boolean added = lane.add(job, ++arrivals, now);
        if (!added) {
            places.free(job);
        }
        lanes.update(lane);
        return added;
    }

    int room() {
        return places.room();
    }

    long offset() {
        return offset;
    }

    Optional<Delivery> take(Instant now) {
        Lane lane = lanes.next();
        if (lane == null || lane.listedAt().isAfter(now)) {
            return Optional.empty();
        }
        Entry entry = lane.take(++deliveries);
        lanes.update(lane);
        return Optional.of(new Delivery(deliveries, entry.jobs()));
    }

    Optional<Instant> nextReady() {
        return Optional.ofNullable(lanes.next()).map(Lane::listedAt);
    }

    void settle(Delivery delivery, Outcome outcome, Instant now) {
        Lane lane = lanes.find(delivery.destination());
        if (lane == null || !lane.busyWith(delivery.id())) {
            throw new IllegalArgumentException("delivery " + delivery.id() + " is not in flight");
        }
        if (outcome instanceof Outcome.Retry retry) {
            requireSameLane(lane, retry.jobs());
        }
        Entry entry = lane.free(now);
        switch (outcome) {
            case Outcome.Done done -> {
                places.free(entry.jobs());
                apply(done.effects(), now);
            }
            case Outcome.Retry retry -> {
                places.free(entry.jobs());
                List<Job> next = new ArrayList<>(retry.jobs().size());
                admit(retry.jobs(), now, next::add);
                if (!next.isEmpty()) {
                    lane.insert(entry.retried(next));
                }
                lane.hold(retry.at());
                apply(retry.effects(), now);
            }
            case Outcome.Moved moved -> {
                lane.insert(entry.closed());
                move(lane, moved.chatId());
            }
            case Outcome.Dead gone -> bury(entry, gone.reason(), gone.detail(), now);
        }
        lanes.update(lane);
    }

    private void apply(Effects effects, Instant now) {
        admit(effects.followers(), now, follower -> add(follower, now));
        copies.remember(effects.copies());
    }

    Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        return copies.find(watch, chatId, messageId);
    }

    Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        return Optional.ofNullable(lanes.find(destination)).flatMap(lane -> lane.dueOf(watch, chatId, messageId));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    boolean keepText(String name, String text) {
        if (text.isEmpty()) {
            texts.remove(name);
        } else if (texts.size() < MAX_TEXTS || texts.containsKey(name)) {
            texts.put(name, text);
        } else {
            return false;
        }
        return true;
    }

    private static void requireSameLane(Lane lane, List<Job> jobs) {
        for (Job job : jobs) {
            if (job.destination() != lane.destination()) {
                throw new IllegalArgumentException(
                        "a retry is for the same destination " + lane.destination() + ", not for " + job.destination());
            }
        }
    }

    /** Takes places for the first jobs that have room and hands them on. The others become dead letters. */
    private void admit(List<Job> wanted, Instant now, Consumer<Job> taker) {
        boolean full = false;
        for (Job job : wanted) {
            full = full || !places.take(job);
            if (full) {
                deadLetters.add(job, DeadLetter.Reason.QUEUE_FULL, "no room in the queue", now);
            } else {
                taker.accept(job);
            }
        }
    }

    private void bury(Entry entry, DeadLetter.Reason reason, String detail, Instant now) {
        places.free(entry.jobs());
        entry.jobs().forEach(job -> deadLetters.add(job, reason, detail, now));
    }

    void release(long destination) {
        Lane lane = lanes.find(destination);
        if (lane != null) {
            lane.release();
            lanes.update(lane);
        }
    }

    void move(long from, long to) {
        Lane lane = lanes.find(from);
        if (lane != null) {
            move(lane, to);
        }
    }

    private void move(Lane lane, long to) {
        if (lane.destination() == to) {
            return;
        }
        Lane target = lanes.at(to);
        for (Entry entry : lane.removeAllBut(0)) {
            entry.readdress(to);
            target.insert(entry);
        }
        // The emptied lane first: until then it is listed with an arrival that is now the other lane's.
        lanes.update(lane);
        lanes.update(target);
    }

    int waiting(long destination) {
        Lane lane = lanes.find(destination);
        return lane == null ? 0 : lane.jobs();
    }

    int giveUp(long destination, int keep, String detail, Instant now) {
        Lane lane = lanes.find(destination);
        if (lane == null) {
            return 0;
        }
        int before = lane.jobs();
        Collection<Entry> given = lane.removeAllBut(keep);
        given.forEach(entry -> bury(entry, DeadLetter.Reason.CHAT_UNUSABLE, detail, now));
        lanes.update(lane);
        return before - lane.jobs();
    }

    void flush() {
        lanes.flush();
    }

    void clean(Instant now) {
        lanes.forgetTurnsAfter(now);
    }

    Retried retry(long id, Instant now) {
        DeadLetter dead = deadLetters.find(id);
        if (dead == null) {
            return Retried.UNKNOWN;
        }
        Job fresh = dead.job().with(Job.Tries.NONE);
        if (!places.take(fresh)) {
            return Retried.FULL;
        }
        deadLetters.remove(id);
        add(fresh, now);
        return Retried.QUEUED;
    }

    DeadLetterStore deadLetters() {
        return deadLetters;
    }

    Stats stats() {
        return Stats.empty()
                .with("pending", places.jobs())
                .with("max_size", places.max())
                .with("full_events", fullEvents)
                .with("dropped", dropped)
                .with("dead_letters", deadLetters.size())
                .with("dead_letters_evicted", deadLetters.evicted())
                .with("lanes", lanes.size());
    }
}
