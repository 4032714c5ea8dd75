package sluice.engine.deliver;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.PeerFailure;
import sluice.base.log.RepeatedWarnings;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.telegram.Reply;

/** Handles one delivery from its attempt to its end. This class is thread-safe. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** The wait when the queue cannot record a call, for example because the disk is full. */
    private static final Duration NOT_BEGUN_WAIT = Duration.ofSeconds(1);

    private final MessageQueue queue;
    private final Sender sender;
    private final OutcomeResolver outcomeResolver;
    private final OverflowPolicy overflowPolicy;
    private final Counters counters;
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
            Health health,
            Timeline timeline,
            Runnable onTokenRejected,
            LiveConfig config) {
        this.queue = queue;
        this.sender = sender;
        this.outcomeResolver = outcomeResolver;
        this.overflowPolicy = overflowPolicy;
        this.counters = counters;
        this.health = health;
        this.timeline = timeline;
        this.onTokenRejected = onTokenRejected;
        this.config = config;
    }

    /**
     * Handles one delivery.
     *
     * @param delivery what the queue handed out
     * @param before how its chat had failed when the delivery was taken
     * @return whether a call was made
     */
    boolean handle(Delivery delivery, Optional<PeerFailure> before) {
        Sender.Attempt attempt = attempt(delivery);
        switch (attempt) {
            case Sender.Attempt.Skipped(var refusal) -> {
                counters.skipped(
                        delivery.first().watch(), refusal, delivery.jobs().size());
                Ending.settle(queue, delivery, Outcome.Done.ALONE);
            }
            case Sender.Attempt.NotBegun() ->
                Ending.settle(queue, delivery, new Outcome.Retry(timeline.now().plus(NOT_BEGUN_WAIT), delivery.jobs()));
            case Sender.Attempt.Held(String step) ->
                Ending.settle(queue, delivery, outcomeResolver.held(delivery, step));
            case Sender.Attempt.Called called -> {
                Outcome outcome = outcome(called, before);
                boolean unusable = outcomeResolver.isUnusable(delivery.destination());
                Ending.settle(queue, delivery, outcome);
                if (unusable && !outcomeResolver.isUnusable(delivery.destination())) {
                    // The bot was let in again just now, when this delivery was not yet back in its lane to be
                    // released.
                    queue.release(delivery.destination());
                }
                afterwards(delivery, called.reply());
            }
        }
        return attempt instanceof Sender.Attempt.Called;
    }

    /** A fault of ours in the middle of a call leaves its outcome unknown, like an answer that never comes. */
    private Sender.Attempt attempt(Delivery delivery) {
        try {
            return sender.attempt(delivery);
        } catch (RuntimeException | StackOverflowError e) {
            return new Sender.Attempt.Called(delivery, new Reply.Unknown(fault(delivery, e)), Body.AS_IT_IS);
        }
    }

    /** Settles a delivery that was taken, whatever happens. Otherwise its lane would stand still for ever. */
    private Outcome outcome(Sender.Attempt.Called called, Optional<PeerFailure> before) {
        try {
            return outcomeResolver.outcome(called, before);
        } catch (RuntimeException | StackOverflowError e) {
            counters.failed(
                    called.tried().first().watch(), called.tried().jobs().size());
            return new Outcome.Dead(DeadLetter.Reason.UNKNOWN_OUTCOME, fault(called.tried(), e));
        }
    }

    private String fault(Delivery delivery, Throwable e) {
        LOG.error("chat {}: sending failed by a fault: {}", delivery.destination(), e.toString());
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
                    .addKeyValue(RepeatedWarnings.CAUSE, "no file descriptor left to send with")
                    .log(
                            "nothing can be sent at present: {}; raise the limit of open files (`ulimit -n`)",
                            again.detail());
        }
    }
}
