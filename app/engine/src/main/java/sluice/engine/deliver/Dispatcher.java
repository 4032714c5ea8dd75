package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.base.time.Alarm;
import sluice.base.time.Loop;
import sluice.base.time.Timeline;
import sluice.engine.route.NoteLane;
import sluice.host.status.Supervisor;

/**
 * Takes from the queue what is ready and paced, and starts a thread for it, which goes on with whatever is ready when it has sent
 * that: waking another thread for each message costs more than the message (docs/decisions/delivery-threads.md). So the dispatcher has
 * work only when more can be sent at a time than before, or when something has to be waited for. The queue hands out one delivery of
 * a lane at a time, so that a lane is in order and none waits for another.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /**
     * The most calls under way at a time. 30 sends a second need no more, even when each takes half a second, and every call more
     * is a connection more with its buffers.
     */
    static final int MAX_UNDER_WAY = 16;

    /** The most notes under way at a time, besides: files that are slow to come must not hold up messages, nor these them. */
    static final int MAX_NOTES = 16;

    private static final String NAME = "sluice-send";

    /** The wait of a message when the system gives no thread. */
    private static final Duration NO_THREAD_WAIT = Duration.ofSeconds(1);

    /** Empty answers in a row from a queue that says it has something. Another thread may just have taken it. */
    private static final int VAIN_LOOKS = 10;

    /** The pause before such a queue is asked again. */
    private static final Duration VAIN_WAIT = Duration.ofSeconds(1);

    /** The wait of a note while the most notes are under way. */
    private static final Duration NOTES_WAIT = Duration.ofMillis(100);

    /** The wait until it is asked again whether this process may call. */
    private static final Duration WITHHELD_WAIT = Duration.ofSeconds(1);

    /** A delivery that is to be sent, how its chat had failed when it was taken, and when its permit was taken. */
    private record Sending(Delivery delivery, Optional<PeerFailure> before, Instant paced) {}

    private final MessageQueue queue;
    private final Peers peers;
    private final Pacer pacer;
    private final Worker worker;
    private final CallBudget budget;
    private final BooleanSupplier mayCall;
    private final Timeline timeline;
    private final Loop loop;
    private final Alarm ended;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger notes = new AtomicInteger();
    private volatile Instant drainUntil = Instant.MAX;

    /**
     * The time at which the thread looks again by itself. It is in the far future as long as it looks, so that no change is taken for
     * known.
     */
    private volatile Instant looksAgain = Instant.MAX;

    /** Used by the dispatcher's own thread. */
    private int vainLooks;

    private Supervisor supervisor;
    private volatile boolean drained;
    private volatile boolean running;

    Dispatcher(
            MessageQueue queue,
            Peers peers,
            Pacer pacer,
            Worker worker,
            CallBudget budget,
            BooleanSupplier mayCall,
            Timeline timeline) {
        this.queue = queue;
        this.peers = peers;
        this.pacer = pacer;
        this.worker = worker;
        this.budget = budget;
        this.mayCall = mayCall;
        this.timeline = timeline;
        this.loop = new Loop("dispatching", timeline, this::step);
        this.ended = timeline.alarm();
    }

    /** Starts its thread. */
    void start(Supervisor threads) {
        supervisor = threads;
        running = true;
        budget.join();
        supervisor.waiting("sluice-dispatcher", this::run).start();
    }

    /** The queue has changed; most changes let nothing start, and wake nobody. Called from any thread. */
    void queueChanged() {
        if (!Worker.isSettling() && isMoreReady()) {
            loop.wake();
        }
    }

    /** Paces and limits may be others. Called from any thread. */
    void lookAgain() {
        loop.wake();
    }

    /** Goes on until nothing is left that becomes ready before a moment, and waits for that, at most until then. */
    void drain(Instant end) throws InterruptedException {
        drainUntil = end;
        loop.wake();
        while (!drained && running && timeline.now().isBefore(end)) {
            ended.await(Duration.between(timeline.now(), end));
        }
    }

    /** Takes nothing more, and waits for what is under way, at most until a moment. */
    void stop(Instant end) throws InterruptedException {
        loop.stop();
        while ((running || underWay.get() > 0 || notes.get() > 0)
                && timeline.now().isBefore(end)) {
            ended.await(Duration.between(timeline.now(), end));
        }
    }

    private void run() {
        try {
            loop.run();
        } finally {
            running = false;
            budget.leave();
            ended.ring();
        }
    }

    /** Starts all that may start now. Returns how long nothing more can, if nothing changes. */
    private Duration step() {
        looksAgain = Instant.MAX;
        while (!loop.isStopping()) {
            if (!mayBegin()) {
                return Alarm.FOREVER;
            }
            Optional<Sending> next = next();
            if (next.isEmpty()) {
                lookWhetherDrained();
                return untilReady();
            }
            vainLooks = 0;
            start(next.get());
        }
        return Alarm.FOREVER;
    }

    /** Whoever may not is called by the end of a call of its own: it has one. */
    private boolean mayBegin() {
        int own = underWay.get();
        return own < MAX_UNDER_WAY && budget.allowsMore(own);
    }

    private Duration untilReady() {
        Instant free = pacer.anyFree();
        Optional<Instant> ready = queue.nextReady();
        if (ready.isEmpty()) {
            return Alarm.FOREVER;
        }
        if (!mayCall.getAsBoolean()) {
            return WITHHELD_WAIT;
        }
        Instant again = ready.get().isAfter(free) ? ready.get() : free;
        looksAgain = again;
        Instant now = timeline.now();
        if (again.isAfter(now)) {
            vainLooks = 0;
            return Duration.between(now, again);
        }
        vainLooks++;
        return vainLooks > VAIN_LOOKS ? VAIN_WAIT : Duration.ZERO;
    }

    /**
     * Takes the next delivery that may be sent now. What may not is put back, and notes, which are not sent, are started. Called from any
     * thread.
     */
    private Optional<Sending> next() {
        while (!loop.isStopping()) {
            Instant now = timeline.now();
            boolean waits = pacer.anyFree().isAfter(now) || !mayCall.getAsBoolean();
            Optional<Delivery> taken = waits ? Optional.empty() : queue.take();
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            Optional<Sending> next = admit(taken.get(), now);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    /** Only this thread knows: between the taking of a delivery and its start, it is nowhere. Others count until they end. */
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

    private Optional<Sending> admit(Delivery delivery, Instant now) {
        long chat = delivery.destination();
        if (NoteLane.is(chat)) {
            startNote(delivery, now);
            return Optional.empty();
        }
        Optional<PeerFailure> failure = peers.failure(chat);
        Instant cooled = failure.map(PeerFailure::retryAt).orElse(Instant.MIN);
        Instant free = cooled.isAfter(now) ? cooled : pacer.take(chat, now);
        if (free.isAfter(now)) {
            worker.settle(delivery, new Outcome.Retry(free, delivery.jobs()));
            return Optional.empty();
        }
        return Optional.of(new Sending(delivery, failure, now));
    }

    private void start(Sending first) {
        underWay.incrementAndGet();
        boolean usual = budget.begun();
        try {
            // As many as very many bots may have beyond the usual would be too many platform threads.
            Runnable work = () -> send(first);
            (usual ? supervisor.platform(NAME, work) : supervisor.virtual(NAME, work)).start();
        } catch (OutOfMemoryError e) {
            LOG.warn("cannot create a thread to send with: {}", e.getMessage());
            Delivery delivery = first.delivery();
            worker.settle(delivery, new Outcome.Retry(timeline.now().plus(NO_THREAD_WAIT), delivery.jobs()));
            endSending();
        }
    }

    /** Sends one delivery after the other, of whatever lane, for as long as one is ready. */
    private void send(Sending first) {
        try {
            Optional<Sending> present = Optional.of(first);
            while (present.isPresent()) {
                Sending sending = present.get();
                if (!worker.handle(sending.delivery(), sending.before())) {
                    pacer.giveBack(sending.delivery().destination(), sending.paced());
                    loop.wake();
                }
                present = following();
            }
        } finally {
            endSending();
        }
    }

    private void endSending() {
        budget.ended();
        end(underWay);
    }

    private Optional<Sending> following() {
        Optional<Sending> next = Optional.empty();
        try {
            next = next();
            if (next.isPresent() && isMoreReady()) {
                loop.wake();
            }
        } catch (RuntimeException e) {
            // What was taken before it is sent all the same.
            LOG.error("dispatching failed unexpectedly: {}", e.toString());
            LOG.debug("dispatching failed", e);
        }
        return next;
    }

    /** True if there is something that the dispatcher does not know of and could start. */
    private boolean isMoreReady() {
        return mayBegin()
                && queue.nextReady().filter(ready -> ready.isBefore(looksAgain)).isPresent();
    }

    /** Nobody is sent to: there is no chat that could be unusable, and no pace. */
    private void startNote(Delivery delivery, Instant now) {
        if (notes.get() >= MAX_NOTES) {
            worker.settle(delivery, new Outcome.Retry(now.plus(NOTES_WAIT), delivery.jobs()));
            return;
        }
        notes.incrementAndGet();
        String name = "sluice-notes-" + NoteLane.source(delivery.destination());
        supervisor.virtual(name, () -> record(delivery)).start();
    }

    private void record(Delivery delivery) {
        try {
            worker.handle(delivery, Optional.empty());
        } finally {
            end(notes);
        }
    }

    private void end(AtomicInteger counted) {
        counted.decrementAndGet();
        loop.wake();
        ended.ring();
    }
}
