package sluice.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Batch;
import sluice.api.DeadLetter;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.base.text.Texts;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.engine.deliver.Notices;
import sluice.engine.journal.Journal;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.SkipReason;

/**
 * Hands jobs to the queue, waiting for room where it is full: meanwhile nothing is polled, so that Telegram keeps the rest.
 * Used by the intake thread; {@link #wake} and {@link #stop} by any.
 */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** Looks again after so long even when nobody rings, in case a queue forgets to ring. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** A burst fills a queue in memory for a moment; what lasts so long does not go away by itself. */
    private static final Duration NOTIFY_AFTER = Duration.ofSeconds(30);

    private static final Duration WARN_AGAIN = Duration.ofMinutes(1);

    /** A job on its way into the queue. As an offset, the id of its update confirms all updates before that one. */
    record Incoming(long updateId, Job job) {}

    private final MessageQueue queue;
    private final Counters counters;
    private final Health health;
    private final Journal journal;
    private final Notices notices;
    private final Texts texts;
    private final Timeline timeline;
    private final Alarm alarm;
    private Instant warnedAt = Instant.EPOCH;
    private volatile boolean stopping;

    Admission(
            MessageQueue queue,
            Counters counters,
            Health health,
            Journal journal,
            Notices notices,
            Texts texts,
            Timeline timeline) {
        this.queue = queue;
        this.counters = counters;
        this.health = health;
        this.journal = journal;
        this.notices = notices;
        this.texts = texts;
        this.timeline = timeline;
        this.alarm = timeline.alarm();
    }

    void wake() {
        alarm.ring();
    }

    void stop() {
        stopping = true;
        alarm.ring();
    }

    /**
     * Hands all jobs in, in their order, and then the next offset, if need be with no jobs: an offset is used only when the
     * queue has taken it. Returns the offset that confirms what was taken: a lower one when the bot is stopping, and the one
     * before when the queue takes nothing then.
     */
    long admit(List<Incoming> jobs, long offsetBefore, long nextOffset) throws InterruptedException {
        List<Incoming> left = new ArrayList<>(jobs);
        long reached = offsetBefore;
        while (!stopping) {
            List<Incoming> next = left.subList(0, fitting(left, queue.room()));
            long offset = next.size() == left.size()
                    ? nextOffset
                    : left.get(next.size()).updateId();
            Offer offer = queue.offer(new Batch(next.stream().map(Incoming::job).toList(), offset));
            if (!offer.accepted()) {
                awaitRoom(left);
                continue;
            }
            health.hasRoom();
            taken(offer);
            if (offer.dropped() == next.size()) {
                next.forEach(incoming -> journal.failed(incoming.job(), DeadLetter.Reason.QUEUE_FULL, ""));
            }
            next.clear();
            reached = offset;
            if (left.isEmpty()) {
                return reached;
            }
        }
        // A job that is received now would come after the last delivery.
        long offset = left.isEmpty() ? nextOffset : left.getFirst().updateId();
        return queue.offer(new Batch(List.of(), offset)).accepted() ? offset : reached;
    }

    /** The number of jobs that fit, their reserves included; the first one always does, so that the queue itself says no. */
    private static int fitting(List<Incoming> jobs, int room) {
        long places = 0;
        int count = 0;
        for (Incoming incoming : jobs) {
            places += 1L + incoming.job().reserve();
            if (places > room) {
                break;
            }
            count++;
        }
        return Math.min(jobs.size(), Math.max(1, count));
    }

    private void taken(Offer offer) {
        counters.skipped(SkipReason.DUPLICATE, offer.duplicates());
        if (offer.dropped() > 0) {
            counters.skipped(SkipReason.QUEUE_FULL, offer.dropped());
            warn(texts.get("queue.full.drop", counters.skipped(SkipReason.QUEUE_FULL)));
            notices.queueFull(true);
        }
    }

    private void awaitRoom(List<Incoming> refused) throws InterruptedException {
        health.waitsForRoom();
        if (refused.isEmpty()) {
            // It is not full: it cannot write at present, and says so itself.
            alarm.await(LOOK_AGAIN);
            return;
        }
        Job first = refused.getFirst().job();
        int room = queue.room();
        warn(texts.get("queue.full.wait"));
        Instant notifyAt = timeline.now().plus(NOTIFY_AFTER);
        // At least once: a queue that refuses though it has room is not asked again at once.
        do {
            alarm.await(LOOK_AGAIN);
            if (!timeline.now().isBefore(notifyAt)) {
                notices.queueFull(false);
            }
        } while (!stopping && queue.room() <= room && queue.room() < 1 + first.reserve());
    }

    /** Under a flood the queue is full again and again: that is logged once a minute. */
    private void warn(String text) {
        Instant now = timeline.now();
        if (!warnedAt.plus(WARN_AGAIN).isAfter(now)) {
            warnedAt = now;
            LOG.warn(text);
        }
    }
}
