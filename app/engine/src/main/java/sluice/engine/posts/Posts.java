package sluice.engine.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.deliver.SendPermits;
import sluice.telegram.BotApi;

/** Copying of posts as a whole: started once, stopped once. This class is thread-safe. */
public final class Posts {

    private final BotApi api;
    private final SendPermits sendPermits;
    private final CopyRequests copyRequests;
    private final Timeline timeline;
    private final Alarm quiet;
    private final AtomicInteger underWay = new AtomicInteger();
    private Function<CopyRequest, Progress> progress = _ -> {
        throw new IllegalStateException("not started");
    };
    private final LiveConfig config;
    private boolean stopping;

    private record Running(CopyWorker copyWorker, Thread thread) {}

    @Bounded("Errands.MAX_ALL")
    private final Map<Long, Running> copyWorkers = new HashMap<>();

    /**
     * Copying of what was asked for and is not done.
     *
     * @param api makes the calls
     * @param sendPermits keeps the pace
     * @param copyRequests what is to be done
     * @param timeline the source of time
     * @param config the pace of a chat
     */
    public Posts(BotApi api, SendPermits sendPermits, CopyRequests copyRequests, Timeline timeline, LiveConfig config) {
        this.api = api;
        this.sendPermits = sendPermits;
        this.copyRequests = copyRequests;
        this.timeline = timeline;
        this.quiet = timeline.alarm();
        this.config = config;
    }

    /**
     * Goes on with what an earlier process has left.
     *
     * @param shows shows how far a copy request is
     */
    public synchronized void start(Function<CopyRequest, Progress> shows) {
        progress = shows;
        copyRequests.users().forEach(this::wake);
    }

    /**
     * The copy requests that are to be done.
     *
     * @return the copy requests; whoever adds or cancels one calls {@link #wake}
     */
    public CopyRequests copyRequests() {
        return copyRequests;
    }

    /**
     * Tells that the copy requests of a user have changed.
     *
     * @param user the user's id
     */
    public synchronized void wake(long user) {
        if (stopping) {
            return;
        }
        copyWorkers.computeIfAbsent(user, this::begin).copyWorker().wake();
    }

    private Running begin(long user) {
        underWay.incrementAndGet();
        CopyWorker copyWorker = new CopyWorker(user, api, sendPermits, copyRequests, progress, timeline, config);
        Thread thread = Thread.ofVirtual().name("sluice-posts-" + user).start(() -> run(copyWorker));
        return new Running(copyWorker, thread);
    }

    private void run(CopyWorker copyWorker) {
        copyWorker.run();
        underWay.decrementAndGet();
        quiet.ring();
    }

    /**
     * Begins nothing more, and lets calls under way come to their end for a moment.
     *
     * @param limit the longest to wait
     * @throws InterruptedException when interrupted
     */
    public void stop(Duration limit) throws InterruptedException {
        List<Running> running;
        synchronized (this) {
            stopping = true;
            running = List.copyOf(copyWorkers.values());
        }
        running.forEach(one -> one.copyWorker().stop());
        Instant end = timeline.now().plus(limit);
        while (underWay.get() > 0 && timeline.now().isBefore(end)) {
            quiet.await(Duration.between(timeline.now(), end));
        }
        running.forEach(one -> one.thread().interrupt());
    }
}
