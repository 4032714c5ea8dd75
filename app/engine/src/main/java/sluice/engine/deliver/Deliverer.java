package sluice.engine.deliver;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Cleanable;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.journal.Journal;
import sluice.engine.notes.Recording;
import sluice.engine.route.Repeats;
import sluice.engine.route.Router;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.Supervisor;
import sluice.telegram.BotApi;

/** Delivery as a whole: started once, stopped once. */
public final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final MessageQueue queue;
    private final Peers peers;
    private final OverflowPolicy overflowPolicy;
    private final Pacer pacer;
    private final OutcomeResolver outcomeResolver;
    private final Worker worker;
    private final Dispatcher dispatcher;
    private final Timeline timeline;

    /**
     * Delivery from a queue. {@code recording} is empty when nothing keeps notes; {@code onTokenRejected} is called
     * when Telegram does not accept the token any more; all bots of the process have the same budget.
     */
    public Deliverer(
            BotApi api,
            MessageQueue queue,
            Peers peers,
            OverflowPolicy overflowPolicy,
            Deduplicator deduplicator,
            Repeats repeats,
            Router router,
            Edits edits,
            Notices notices,
            Optional<Recording> recording,
            Counters counters,
            Journal journal,
            Health health,
            Timeline timeline,
            LiveConfig config,
            Runnable onTokenRejected,
            CallBudget budget) {
        this.queue = queue;
        this.peers = peers;
        this.overflowPolicy = overflowPolicy;
        this.timeline = timeline;
        this.pacer = new Pacer(config.get().deliver(), timeline);
        SentContents contents = new SentContents();
        this.outcomeResolver = new OutcomeResolver(
                queue, repeats, edits, contents, peers, router, counters, journal, notices, timeline, config);
        this.worker = new Worker(
                queue,
                new Sender(api, queue, router, deduplicator, repeats, edits, contents, recording, timeline),
                outcomeResolver,
                overflowPolicy,
                counters,
                journal,
                health,
                timeline,
                onTokenRejected,
                config);
        this.dispatcher = new Dispatcher(queue, peers, pacer, worker, budget, api::mayCall, timeline);
        config.onChange(changed -> {
            pacer.change(changed.deliver());
            dispatcher.lookAgain();
        });
    }

    /** Starts to deliver. */
    public void start(Supervisor supervisor) {
        dispatcher.start(supervisor);
    }

    /** The queue has changed: something may have become ready. */
    public void queueChanged() {
        dispatcher.queueChanged();
    }

    /** The memory of paces, which is cleaned like every other. */
    public Cleanable pacer() {
        return pacer;
    }

    /** The permits of those who send without the queue, at the same paces. */
    public SendPermits sendPermits() {
        return new SendPermits(pacer, timeline);
    }

    /** Gives up what waits for chats that failed for the whole cleanup age. Called just before a cleanup. */
    public void giveUpOutlived() {
        Set<PeerFailure> failures = peers.outlived().stream()
                .flatMap(chat -> peers.failure(chat).stream())
                .collect(toUnmodifiableSet());
        outcomeResolver.outlived(failures);
        for (PeerFailure failure : failures) {
            int given = overflowPolicy.giveUp(failure.chatId(), 0, "for too long: " + failure.reason());
            if (given > 0) {
                LOG.warn(
                        "chat {} failed for too long ({}): {} messages are dead letters",
                        failure.chatId(),
                        failure.reason(),
                        given);
            }
        }
    }

    /**
     * Delivers what can be delivered before a limit, then takes nothing more and waits for what is under way. Where the
     * queue does not outlive the process, what waits is drained first.
     */
    public void stop(boolean drain, Duration limit) throws InterruptedException {
        Instant end = timeline.now().plus(limit);
        if (drain) {
            queue.flush();
            dispatcher.drain(end);
        }
        dispatcher.stop(end);
    }
}
