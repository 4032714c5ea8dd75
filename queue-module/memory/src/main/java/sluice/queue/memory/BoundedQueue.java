package sluice.queue.memory;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sluice.api.Batch;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Provider;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/**
 * The queue in memory. This class is thread-safe.
 *
 * <h2>Order</h2>
 *
 * A lane keeps its entries in a tree, ordered by due time and arrival; an entry is one job, or one album. What is
 * retried goes back with its key and before all that was not tried yet, because what arrived meanwhile may have an
 * earlier due time and would overtake it. An album has the key of its first member, so that members that come later
 * change how long it waits and not where it stands. It is open, and gets members, until it has ten or is handed out; a
 * member that comes after that begins another entry.
 *
 * <p>A free lane that has something stands in a second tree, ordered by the time from which on its head may go: the
 * latest of the head's own time (due, and for albums the end of the wait), the time until which the lane is held, and
 * the time at which its last delivery was settled. The last of these makes the lanes take turns: without it a lane
 * with a long backlog would go first until its jobs are as young as those of the others. {@link #take} looks at the
 * first lane only; whatever changes a lane moves that one lane within the tree. So every operation costs the logarithm
 * of what waits, however many lanes are held or wait for a time.
 *
 * <p>A lane lives as long as it has a job, so lanes need no bound of their own and no cleanup.
 *
 * <p>A dead letter that is retried keeps its due time, so that several of them go out in the order in which they once
 * came, and before what is younger.
 *
 * <h2>Bound</h2>
 *
 * A job takes its place and those that it reserves when it comes in, and gives all of them back when it is settled. A
 * job that triggers others hands them in within that same step, so that they find the places that were kept for them
 * and nobody else can have got them. If the watches have changed meanwhile and there are more than were thought of,
 * those that find no room are dead letters: refusing them would leave the delivery unsettled and the lane busy for
 * ever. A batch must fit with all its jobs, repeats in albums included; those give their places back at once.
 *
 * <p>Nothing in a queue expires and nothing may be lost, so a cleanup removes no job and no dead letter, under pressure
 * neither: what bounds the memory is {@code max-size} and {@code max-dead-letters}.
 *
 * <h2>Threads</h2>
 *
 * One lock guards all of it. It is held for a few steps in trees and never while waiting for anything, and the
 * listener is called after it was given back. A listener that throws must not look like an offer that failed, which
 * would be made again; it is logged.
 */
@Provider(name = "bounded", section = "queue")
public final class BoundedQueue implements MessageQueue, Cleanable, StatsProvider {

    private static final Logger LOG = System.getLogger(BoundedQueue.class.getName());

    private final Object lock = new Object();
    private final DeadLetters deadLetters = new LockedDeadLetters();
    private volatile Runnable listener = () -> {};
    private volatile Clock clock;
    private volatile QueueCore core;

    @Override
    public void start(ComponentContext context) {
        clock = context.clock();
        core = new QueueCore(QueueSettings.from(context.settings()));
    }

    @Override
    public Offer offer(Batch batch) {
        requireNonNull(batch, "batch");
        Offer answer = locked(() -> core.offer(batch, now()));
        if (answer.accepted() && !batch.jobs().isEmpty()) {
            changed();
        }
        return answer;
    }

    @Override
    public int room() {
        return locked(() -> core.room());
    }

    @Override
    public long offset() {
        return locked(() -> core.offset());
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public Optional<Delivery> take() {
        return locked(() -> core.take(now()));
    }

    /** Nothing outlives the process, so there is nothing to record. */
    @Override
    public boolean begin(Delivery delivery) {
        requireNonNull(delivery, "delivery");
        return true;
    }

    @Override
    public Optional<Instant> nextReady() {
        return locked(() -> core.nextReady());
    }

    @Override
    public void settle(Delivery delivery, Outcome outcome) {
        requireNonNull(delivery, "delivery");
        requireNonNull(outcome, "outcome");
        change(() -> core.settle(delivery, outcome, now()));
    }

    @Override
    public void release(long destination) {
        change(() -> core.release(destination));
    }

    @Override
    public void move(long from, long to) {
        change(() -> core.move(from, to));
    }

    @Override
    public int waiting(long destination) {
        return locked(() -> core.waiting(destination));
    }

    @Override
    public int giveUp(long destination, int keep, String detail) {
        requireNonNull(detail, "detail");
        if (keep < 0) {
            throw new IllegalArgumentException("keep must not be negative, but is " + keep);
        }
        int given = locked(() -> core.giveUp(destination, keep, detail, now()));
        if (given > 0) {
            changed();
        }
        return given;
    }

    @Override
    public void flush() {
        change(() -> core.flush());
    }

    @Override
    public void onChange(Runnable listener) {
        this.listener = requireNonNull(listener, "listener");
    }

    @Override
    public Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        requireNonNull(watch, "watch");
        return locked(() -> core.copyOf(watch, chatId, messageId));
    }

    @Override
    public Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        requireNonNull(watch, "watch");
        return locked(() -> core.dueOf(destination, watch, chatId, messageId));
    }

    @Override
    public Optional<String> text(String name) {
        requireNonNull(name, "name");
        return locked(() -> core.text(name));
    }

    @Override
    public boolean keepText(String name, String text) {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        return locked(() -> core.keepText(name, text));
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public CleanupResult clean(CleanupContext context) {
        change(() -> core.clean(now()));
        return CleanupResult.NOTHING;
    }

    @Override
    public Stats stats() {
        return locked(() -> core.stats());
    }

    private Instant now() {
        return clock.instant();
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            return work.get();
        }
    }

    private void change(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
        changed();
    }

    private void changed() {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the listener of the queue failed", e);
        }
    }

    /** The dead letters, under the lock of the queue. */
    private final class LockedDeadLetters implements DeadLetters {

        @Override
        public int size() {
            return locked(() -> core.deadLetters().size());
        }

        @Override
        public List<DeadLetter> list(long afterId, int limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("limit must be 1 or more, but is " + limit);
            }
            return locked(() -> core.deadLetters().list(afterId, limit));
        }

        @Override
        public Retried retry(long id) {
            Retried answer = locked(() -> core.retry(id, now()));
            if (answer == Retried.QUEUED) {
                changed();
            }
            return answer;
        }

        @Override
        public boolean discard(long id) {
            return locked(() -> core.deadLetters().remove(id));
        }
    }
}
