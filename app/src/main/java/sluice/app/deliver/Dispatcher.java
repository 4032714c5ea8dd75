package sluice.app.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.app.route.NoteLane;
import sluice.app.time.Alarm;
import sluice.app.time.Timeline;

/**
 * Takes from the queue what is ready and paced, and sends each delivery on a virtual thread of its own. The queue hands out
 * one delivery of a lane at a time, so that a lane is in order and none waits for another.
 */
final class Dispatcher implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /**
     * The most calls under way at a time. At 30 sends a second even a server that takes 2 s for each needs no more, and
     * the buffers of all of them together stay within a few megabytes.
     */
    static final int MAX_UNDER_WAY = 64;

    /** The most notes under way at a time, besides: files that are slow to come must not hold up messages, nor these them. */
    static final int MAX_NOTES = 16;

    /** How long a note waits when so many are under way. */
    private static final Duration NOTES_WAIT = Duration.ofMillis(100);

    private final MessageQueue queue;
    private final Peers peers;
    private final Pacer pacer;
    private final Worker worker;
    private final Timeline timeline;
    private final Alarm alarm;
    private final Alarm ended;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger notes = new AtomicInteger();
    private volatile Instant drainUntil = Instant.MAX;
    private volatile boolean drained;
    private volatile boolean stopping;
    private volatile boolean running;

    Dispatcher(MessageQueue queue, Peers peers, Pacer pacer, Worker worker, Timeline timeline) {
        this.queue = queue;
        this.peers = peers;
        this.pacer = pacer;
        this.worker = worker;
        this.timeline = timeline;
        this.alarm = timeline.alarm();
        this.ended = timeline.alarm();
    }

    /** Starts its thread. */
    void start() {
        running = true;
        Thread.ofVirtual().name("sluice-dispatcher").start(this);
    }

    /** Something may have become ready. Called from any thread. */
    void wake() {
        alarm.ring();
    }

    /** Goes on until nothing is left that becomes ready before a moment, and waits for that, at most until then. */
    void drain(Instant end) throws InterruptedException {
        drainUntil = end;
        alarm.ring();
        while (!drained && running && timeline.now().isBefore(end)) {
            ended.await(Duration.between(timeline.now(), end));
        }
    }

    /** Takes nothing more, and waits for what is under way, at most until a moment. */
    void stop(Instant end) throws InterruptedException {
        stopping = true;
        alarm.ring();
        while ((running || underWay.get() > 0 || notes.get() > 0)
                && timeline.now().isBefore(end)) {
            ended.await(Duration.between(timeline.now(), end));
        }
    }

    @Override
    public void run() {
        try {
            loop();
        } finally {
            running = false;
            ended.ring();
        }
    }

    private void loop() {
        while (!stopping) {
            try {
                alarm.await(step());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // Whatever it is, delivery must not end by it.
                LOG.error("dispatching failed by a fault: {}", e.toString());
                LOG.debug("dispatching failed", e);
            }
        }
    }

    /** Starts all that may start now. Returns how long nothing more can, if nothing changes. */
    private Duration step() {
        while (!stopping && underWay.get() < MAX_UNDER_WAY) {
            Instant now = timeline.now();
            Instant free = pacer.anyFree();
            if (free.isAfter(now)) {
                return Duration.between(now, free);
            }
            Optional<Delivery> delivery = queue.take();
            if (delivery.isEmpty()) {
                lookWhetherDrained();
                return queue.nextReady().map(ready -> wait(now, ready)).orElse(Alarm.FOREVER);
            }
            start(delivery.get(), now);
        }
        return Alarm.FOREVER;
    }

    /** Only this thread can tell: between the taking of a delivery and its start, it is nowhere. */
    private void lookWhetherDrained() {
        Instant end = drainUntil;
        if (end.equals(Instant.MAX) || underWay.get() > 0 || notes.get() > 0) {
            return;
        }
        // After the count: what has ended has given back what is to be tried again.
        if (queue.nextReady().filter(ready -> ready.isBefore(end)).isEmpty()) {
            drained = true;
            ended.ring();
        }
    }

    private void start(Delivery delivery, Instant now) {
        long chat = delivery.destination();
        if (NoteLane.is(chat)) {
            startNote(delivery, now);
            return;
        }
        Optional<PeerFailure> failure = peers.failure(chat);
        Instant cooled = failure.map(PeerFailure::retryAt).orElse(Instant.MIN);
        Instant free = cooled.isAfter(now) ? cooled : pacer.take(chat, now);
        if (free.isAfter(now)) {
            queue.settle(delivery, new Outcome.Retry(free, delivery.jobs()));
            return;
        }
        underWay.incrementAndGet();
        Thread.ofVirtual().name("sluice-lane-" + chat).start(() -> handle(delivery, failure, underWay));
    }

    /** Nobody is sent to: there is no chat that could be unusable, and no pace. */
    private void startNote(Delivery delivery, Instant now) {
        if (notes.get() >= MAX_NOTES) {
            queue.settle(delivery, new Outcome.Retry(now.plus(NOTES_WAIT), delivery.jobs()));
            return;
        }
        notes.incrementAndGet();
        String name = "sluice-notes-" + NoteLane.source(delivery.destination());
        Thread.ofVirtual().name(name).start(() -> handle(delivery, Optional.empty(), notes));
    }

    private void handle(Delivery delivery, Optional<PeerFailure> before, AtomicInteger counted) {
        try {
            worker.handle(delivery, before);
        } finally {
            counted.decrementAndGet();
            alarm.ring();
            ended.ring();
        }
    }

    private static Duration wait(Instant now, Instant ready) {
        return ready.isAfter(now) ? Duration.between(now, ready) : Duration.ZERO;
    }
}
