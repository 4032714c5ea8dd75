package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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
import sluice.engine.notes.Recording;
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
    private final Pacer pacer;
    private final OutcomeResolver outcomeResolver;
    private final Worker worker;
    private final Dispatcher dispatcher;
    private final Counters counters;
    private final Timeline timeline;

    /**
     * Delivery from a queue.
     *
     * @param api makes the calls
     * @param queue the deliveries that wait
     * @param peers the known and failed chats
     * @param deduplicator remembers the verdicts on albums
     * @param router finds the watches of a chat
     * @param edits makes jobs of edits
     * @param notices tells the owners of watches
     * @param recording keeps notes; empty when nothing does
     * @param counters the counters that it raises
     * @param health is told of faults
     * @param timeline the source of time
     * @param config paces and limits
     * @param onTokenRejected called when Telegram does not accept the token any more
     */
    public Deliverer(
            BotApi api,
            MessageQueue queue,
            Peers peers,
            Deduplicator deduplicator,
            Router router,
            Edits edits,
            Notices notices,
            Optional<Recording> recording,
            Counters counters,
            Health health,
            Timeline timeline,
            LiveConfig config,
            Runnable onTokenRejected) {
        this.queue = queue;
        this.peers = peers;
        this.counters = counters;
        this.timeline = timeline;
        this.pacer = new Pacer(config.get().deliver(), timeline);
        SentContents contents = new SentContents();
        this.outcomeResolver =
                new OutcomeResolver(queue, edits, contents, peers, router, counters, notices, timeline, config);
        this.worker = new Worker(
                queue,
                new Sender(api, queue, router, deduplicator, edits, contents, recording, timeline),
                outcomeResolver,
                new OverflowPolicy(queue, peers, counters),
                counters,
                health,
                timeline,
                onTokenRejected,
                config);
        this.dispatcher = new Dispatcher(queue, peers, pacer, worker, timeline);
        config.onChange(changed -> {
            pacer.change(changed.deliver());
            dispatcher.lookAgain();
        });
    }

    /**
     * Starts to deliver.
     *
     * @param supervisor makes the threads
     */
    public void start(Supervisor supervisor) {
        dispatcher.start(supervisor);
    }

    /** The queue has changed: something may have become ready. */
    public void queueChanged() {
        dispatcher.queueChanged();
    }

    /**
     * The memory of paces, which is cleaned like every other.
     *
     * @return the pacer
     */
    public Cleanable pacer() {
        return pacer;
    }

    /**
     * The turns of those who send without the queue.
     *
     * @return turns at the same paces
     */
    public SendPermits sendPermits() {
        return new SendPermits(pacer, timeline);
    }

    /** Gives up what waits for chats that failed for the whole cleanup age. Called just before a cleanup. */
    public void giveUpOutlived() {
        Set<PeerFailure> failures = new HashSet<>();
        peers.outlived().forEach(chat -> peers.failure(chat).ifPresent(failures::add));
        outcomeResolver.outlived(Set.copyOf(failures));
        for (PeerFailure failure : failures) {
            int given = queue.giveUp(failure.chatId(), 0, "for too long: " + failure.reason());
            counters.failed(given);
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
     * Delivers what can be delivered before a limit, then takes nothing more and waits for what is under way.
     *
     * @param drain whether to go on with what waits, since the queue does not outlive the process
     * @param limit the longest to take
     * @throws InterruptedException when interrupted
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
