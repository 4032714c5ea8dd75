package sluice.engine.deliver;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.PeerFailure;
import sluice.base.log.RepeatedWarnings;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.journal.Journal;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.telegram.Reply;

/** Handles one delivery from its attempt to its end. This class is thread-safe. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** The wait when the queue cannot record a call, for example because the disk is full. */
    private static final Duration NOT_BEGUN_WAIT = Duration.ofSeconds(1);

    private static final ScopedValue<Boolean> SETTLING = ScopedValue.newInstance();

    private final MessageQueue queue;
    private final Sender sender;
    private final OutcomeResolver outcomeResolver;
    private final OverflowPolicy overflowPolicy;
    private final Counters counters;
    private final Journal journal;
    private final Health health;
    private final Timeline timeline;
    private final Runnable onTokenRejected;
    private final LiveConfig config;

    Worker(
            MessageQueue queue,
            Sender sender,
            OutcomeResolver outcomeResolver,
            OverflowPolicy overflowPolicy,
            Counters counters,
            Journal journal,
            Health health,
            Timeline timeline,
            Runnable onTokenRejected,
            LiveConfig config) {
        this.queue = queue;
        this.sender = sender;
        this.outcomeResolver = outcomeResolver;
        this.overflowPolicy = overflowPolicy;
        this.counters = counters;
        this.journal = journal;
        this.health = health;
        this.timeline = timeline;
        this.onTokenRejected = onTokenRejected;
        this.config = config;
    }

    /** Handles one delivery, whose chat may have failed before it was taken. Returns whether a call was made. */
    boolean handle(Delivery delivery, Optional<PeerFailure> before) {
        Attempt attempt = attempt(delivery);
        Outcome outcome = switch (attempt) {
            case Attempt.Skipped(var refusal) -> {
                counters.skipped(
                        delivery.first().watch(), refusal, delivery.jobs().size());
                yield Outcome.Done.ALONE;
            }
            case Attempt.NotBegun() -> new Outcome.Retry(timeline.now().plus(NOT_BEGUN_WAIT), delivery.jobs());
            case Attempt.Held(String step) -> outcomeResolver.held(delivery, step);
            case Attempt.Called called -> outcome(called, before);
        };
        note(delivery, attempt, outcome);
        boolean unusable = outcomeResolver.isUnusable(delivery.destination());
        settle(delivery, outcome);
        if (!(attempt instanceof Attempt.Called called) || called.reply() instanceof Reply.Withheld) {
            return false;
        }
        if (unusable && !outcomeResolver.isUnusable(delivery.destination())) {
            // The bot was let in again just now, when this delivery was not yet back in its lane to be released.
            queue.release(delivery.destination());
        }
        afterwards(delivery, called.reply());
        return true;
    }

    /** Notes in the journal what became of a delivery. */
    private void note(Delivery delivery, Attempt attempt, Outcome outcome) {
        if (outcome instanceof Outcome.Dead(DeadLetter.Reason reason, String detail)) {
            for (Job job : delivery.jobs()) {
                journal.failed(job, reason, detail);
            }
        } else if (attempt instanceof Attempt.Skipped(var refusal)) {
            journal.filtered(delivery, refusal);
        } else if (attempt instanceof Attempt.Called called && called.reply() instanceof Reply.Sent sent) {
            journal.sent(delivery, sent.messageIds());
        }
    }

    /**
     * Ends a delivery on a thread that looks for the next one itself: that the queue has changed the dispatcher need not know
     * then, and this thread is known by it.
     */
    void settle(Delivery delivery, Outcome outcome) {
        ScopedValue.where(SETTLING, true).run(() -> queue.settle(delivery, outcome));
    }

    /** True if this thread is ending a delivery. */
    static boolean isSettling() {
        return SETTLING.isBound();
    }

    /** A fault of ours in the middle of a call leaves its outcome unknown, like an answer that never comes. */
    private Attempt attempt(Delivery delivery) {
        try {
            return sender.attempt(delivery);
        } catch (RuntimeException | StackOverflowError e) {
            return new Attempt.Called(delivery, new Reply.Unknown(fault(delivery, e)), Body.AS_IT_IS);
        }
    }

    /** Settles a delivery that was taken, whatever happens. Otherwise its lane would stand still for ever. */
    private Outcome outcome(Attempt.Called called, Optional<PeerFailure> before) {
        try {
            return outcomeResolver.outcome(called, before);
        } catch (RuntimeException | StackOverflowError e) {
            counters.failed(
                    called.tried().first().watch(), called.tried().jobs().size());
            return new Outcome.Dead(DeadLetter.Reason.UNKNOWN_OUTCOME, fault(called.tried(), e));
        }
    }

    private String fault(Delivery delivery, Throwable e) {
        LOG.error("chat {}: sending failed unexpectedly: {}", delivery.destination(), e.toString());
        LOG.debug("chat {}: sending failed", delivery.destination(), e);
        health.fault("sending: " + e.getClass().getSimpleName());
        return "a fault: " + e.getClass().getSimpleName();
    }

    private void afterwards(Delivery delivery, Reply reply) {
        if (reply instanceof Reply.ChatUnusable) {
            overflowPolicy.giveUp(delivery.destination(), config.get().peer().maxWaiting());
        } else if (reply instanceof Reply.TokenRejected(String detail)) {
            LOG.error("Telegram rejects the token: {}", detail);
            onTokenRejected.run();
        } else if (reply instanceof Reply.TryAgain again && again.lacksFiles()) {
            health.fault("sending: " + again.detail());
            // Every chat comes to it, with a text of its own.
            LOG.atWarn()
                    .addKeyValue(
                            RepeatedWarnings.CAUSE,
                            "no file descriptor left to send with, raise the limit of open files (ulimit -n)")
                    .log(
                            "nothing can be sent at present: {}; raise the limit of open files (`ulimit -n`)",
                            again.detail());
        }
    }
}
