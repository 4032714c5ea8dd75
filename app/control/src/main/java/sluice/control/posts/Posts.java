package sluice.control.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.base.collection.BoundedMap;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.engine.deliver.SendPermits;
import sluice.engine.rights.Rights;
import sluice.engine.route.Router;
import sluice.telegram.BotApi;

/** Copying of posts as a whole: started once, stopped once. This class is thread-safe. */
public final class Posts {

    /** The most watches whose last outcome is remembered; the oldest goes first. */
    private static final int MAX_OUTCOMES = 100;

    private final BotApi api;
    private final SendPermits sendPermits;
    private final CopyRequests copyRequests;
    private final Router router;
    private final Rights rights;
    private final Timeline timeline;
    private final Alarm quiet;
    private final AtomicInteger underWay = new AtomicInteger();
    private Function<CopyRequest, Progress> progress = _ -> Progress.NONE;
    private boolean started;
    private boolean stopping;

    private record Running(CopyWorker copyWorker, Thread thread) {}

    /**
     * The end of a copy request of a watch.
     *
     * @param detail the reason in words, empty when there is no more to say
     */
    public record Outcome(CopyRequest copyRequest, Progress.End end, String detail) {}

    @Bounded("CopyRequests.MAX_ALL")
    private final Map<CopyRequest.Lane, Running> copyWorkers = new HashMap<>();

    @Bounded("MAX_OUTCOMES")
    private final Map<String, Outcome> outcomes = BoundedMap.byAge(MAX_OUTCOMES);

    /** Copying of what was asked for and is not done. */
    public Posts(
            BotApi api,
            SendPermits sendPermits,
            CopyRequests copyRequests,
            Router router,
            Rights rights,
            Timeline timeline) {
        this.api = api;
        this.sendPermits = sendPermits;
        this.copyRequests = copyRequests;
        this.router = router;
        this.rights = rights;
        this.timeline = timeline;
        this.quiet = timeline.alarm();
    }

    /** Goes on with what an earlier process has left, and shows users how far that is. */
    public synchronized void start(Function<CopyRequest, Progress> shows) {
        progress = shows;
        started = true;
        copyRequests.lanes().forEach(this::wake);
    }

    /**
     * Takes a copy request that has not begun. When it cannot be kept, a {@link CopyRequestException} is thrown and it
     * was not taken.
     */
    public CopyRequests.Taken add(CopyRequest copyRequest) {
        CopyRequests.Taken taken = copyRequests.add(copyRequest);
        wake(copyRequest.lane());
        return taken;
    }

    /** The copy request that a user asked for by a message in the chat; empty when it is over. */
    public Optional<CopyRequest> of(long user, int request) {
        return copyRequests.find(user, request);
    }

    /** The copy request of a watch; empty when there is none that is not over. */
    public Optional<CopyRequest> of(String watch) {
        return copyRequests.next(new CopyRequest.Lane(0, watch));
    }

    /** What came of the last copy request of a watch since the start; empty when it is not known. */
    public Optional<Outcome> outcome(String watch) {
        synchronized (outcomes) {
            return Optional.ofNullable(outcomes.get(watch));
        }
    }

    /** True if posts are being copied into the private chat with a user. */
    public boolean copiesFor(long user) {
        return copyRequests.next(new CopyRequest.Lane(user, "")).isPresent();
    }

    /**
     * Marks a copy request as unwanted. Returns {@code false} when it is over. When that cannot be kept, a {@link
     * CopyRequestException} is thrown and nothing has changed.
     */
    public boolean cancel(CopyRequest copyRequest) {
        boolean cancelled =
                copyRequests.change(copyRequest, CopyRequest::cancel).isPresent();
        wake(copyRequest.lane());
        return cancelled;
    }

    /** Starts the worker of a lane that has something to do, or tells it that something has changed. */
    private synchronized void wake(CopyRequest.Lane lane) {
        if (started && !stopping && copyRequests.next(lane).isPresent()) {
            copyWorkers.computeIfAbsent(lane, this::begin).copyWorker().wake();
        }
    }

    private Running begin(CopyRequest.Lane lane) {
        underWay.incrementAndGet();
        CopyWorker copyWorker = new CopyWorker(
                lane, api, sendPermits, copyRequests, router, rights, this::shown, this::remember, timeline);
        Thread thread = Thread.ofVirtual().name("sluice-posts").start(() -> run(lane, copyWorker));
        return new Running(copyWorker, thread);
    }

    private void run(CopyRequest.Lane lane, CopyWorker copyWorker) {
        try {
            copyWorker.run();
        } finally {
            synchronized (this) {
                copyWorkers.remove(lane);
            }
            underWay.decrementAndGet();
            quiet.ring();
        }
        // What came since it looked last.
        wake(lane);
    }

    private Progress shown(CopyRequest copyRequest) {
        return copyRequest.user() == 0 ? Progress.NONE : progress.apply(copyRequest);
    }

    private void remember(Outcome outcome) {
        if (outcome.copyRequest().goesToWatch()) {
            synchronized (outcomes) {
                outcomes.put(outcome.copyRequest().watch(), outcome);
            }
        }
    }

    /** Begins nothing more, and lets calls under way come to their end for a moment, at most so long. */
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
