package sluice.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Batch;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.base.text.Texts;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.engine.deliver.Notices;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.SkipReason;

/**
 * Hands jobs to the queue, waiting for room where it is full: meanwhile nothing is polled, so that Telegram keeps the rest.
 * Used by the intake thread; {@link #wake} and {@link #stop} by any.
 */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** Looks again after so long even when nobody rings, in case a queue forgets to tell. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** A burst fills a queue in memory for a moment; what lasts so long does not go away by itself. */
    private static final Duration TELL_AFTER = Duration.ofSeconds(30);

    private static final Duration WARN_AGAIN = Duration.ofMinutes(1);

    private final MessageQueue queue;
    private final Counters counters;
    private final Health health;
    private final Notices notices;
    private final Texts texts;
    private final Timeline timeline;
    private final Alarm alarm;
    private Instant warnedAt = Instant.EPOCH;
    private volatile boolean stopping;

    Admission(MessageQueue queue, Counters counters, Health health, Notices notices, Texts texts, Timeline timeline) {
        this.queue = queue;
        this.counters = counters;
        this.health = health;
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
     * Hands all jobs in, in their order.
     *
     * @param jobs the jobs, in the order in which they go in
     * @param nextOffset the offset that confirms all of them
     * @return the offset that confirms what was taken: {@code nextOffset}, or a lower one when the bot is stopping
     */
    long admit(List<Incoming> jobs, long nextOffset) throws InterruptedException {
        List<Incoming> left = new ArrayList<>(jobs);
        while (!left.isEmpty()) {
            if (stopping) {
                // What is taken in now would come after the last delivery.
                return left.getFirst().updateId();
            }
            int fitting = fitting(left, queue.room());
            List<Incoming> next = left.subList(0, fitting);
            long offset =
                    fitting == left.size() ? nextOffset : left.get(fitting).updateId();
            Offer offer = queue.offer(new Batch(next.stream().map(Incoming::job).toList(), offset));
            if (offer.accepted()) {
                taken(offer);
                next.clear();
            } else {
                awaitRoom(left.getFirst().job());
            }
        }
        return nextOffset;
    }

    /**
     * The number of jobs that fit, their reserves included. It is all of them where not even one fits, so that the queue itself says no.
     */
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
        return Math.max(1, count);
    }

    private void taken(Offer offer) {
        counters.skipped(SkipReason.DUPLICATE, offer.duplicates());
        if (offer.dropped() > 0) {
            counters.skipped(SkipReason.QUEUE_FULL, offer.dropped());
            warn(texts.get("queue.full.drop", counters.skipped(SkipReason.QUEUE_FULL)));
            notices.queueFull(true);
        }
    }

    private void awaitRoom(Job first) throws InterruptedException {
        int room = queue.room();
        warn(texts.get("queue.full.wait"));
        health.waitsForRoom();
        Instant tellAt = timeline.now().plus(TELL_AFTER);
        // At least once: a queue that refuses though it has room is not asked again at once.
        do {
            alarm.await(LOOK_AGAIN);
            if (!timeline.now().isBefore(tellAt)) {
                notices.queueFull(false);
            }
        } while (!stopping && queue.room() <= room && queue.room() < 1 + first.reserve());
        health.hasRoom();
    }

    /** Under a flood the queue is full again and again: that is told once a minute. */
    private void warn(String text) {
        Instant now = timeline.now();
        if (!warnedAt.plus(WARN_AGAIN).isAfter(now)) {
            warnedAt = now;
            LOG.warn(text);
        }
    }
}
