package sluice.app.deliver;

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
import sluice.app.config.Config;
import sluice.app.notes.Recording;
import sluice.app.route.Router;
import sluice.app.status.Counters;
import sluice.app.status.Health;
import sluice.app.status.Supervisor;
import sluice.app.telegram.BotApi;
import sluice.app.time.Timeline;

/** Delivery as a whole: started once, stopped once. */
public final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final MessageQueue queue;
    private final Peers peers;
    private final Pacer pacer;
    private final Settler settler;
    private final Worker worker;
    private final Dispatcher dispatcher;
    private final Counters counters;
    private final Timeline timeline;
    private final Optional<Recording> recording;

    /**
     * Delivery from a queue.
     *
     * @param api makes the calls
     * @param queue what waits
     * @param peers which chats work
     * @param deduplicator remembers the verdicts on albums
     * @param router the watches
     * @param edits makes jobs of edits
     * @param notices tells owners
     * @param recording keeps notes; empty when nothing does
     * @param counters counts
     * @param health is told of faults
     * @param timeline its time
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
            Config config,
            Runnable onTokenRejected) {
        this.queue = queue;
        this.peers = peers;
        this.counters = counters;
        this.timeline = timeline;
        this.recording = recording;
        this.pacer = new Pacer(config.deliver(), timeline);
        SentContents contents = new SentContents();
        this.settler =
                new Settler(queue, edits, contents, peers, router, counters, notices, timeline, config.deliver());
        this.worker = new Worker(
                queue,
                new Sender(api, queue, router, deduplicator, edits, contents, recording, timeline),
                settler,
                new Surplus(queue, peers, counters),
                counters,
                health,
                timeline,
                onTokenRejected,
                config.peer().maxWaiting());
        this.dispatcher = new Dispatcher(queue, peers, pacer, worker, timeline);
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
     * Takes other paces and limits, from an edited configuration.
     *
     * @param config the configuration
     */
    public void change(Config config) {
        pacer.change(config.deliver());
        settler.change(config.deliver());
        recording.ifPresent(notes -> notes.change(config.deliver()));
        worker.change(config.peer().maxWaiting());
        dispatcher.lookAgain();
    }

    /**
     * The memory of paces, which is cleaned like every other.
     *
     * @return it
     */
    public Cleanable pacer() {
        return pacer;
    }

    /**
     * The turns of those who send without the queue.
     *
     * @return turns at the same paces
     */
    public Turns turns() {
        return new Turns(pacer, timeline);
    }

    /** Gives up what waits for chats that failed for the whole cleanup age. Called just before a cleanup. */
    public void giveUpOutlived() {
        Set<PeerFailure> failures = new HashSet<>();
        peers.outlived().forEach(chat -> peers.failure(chat).ifPresent(failures::add));
        settler.outlived(Set.copyOf(failures));
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
