package sluice.app.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.app.config.Config;
import sluice.app.config.Rate;
import sluice.app.deliver.Turns;
import sluice.app.telegram.BotApi;
import sluice.app.time.Alarm;
import sluice.app.time.Timeline;

/** Copying of posts as a whole: started once, stopped once. This class is thread-safe. */
public final class Posts {

    private final BotApi api;
    private final Turns turns;
    private final Errands errands;
    private final Timeline timeline;
    private final Alarm quiet;
    private final AtomicInteger underWay = new AtomicInteger();
    private Function<Errand, Progress> progress = _ -> {
        throw new IllegalStateException("not started");
    };
    private Rate pace;
    private boolean stopping;

    private record Running(Courier courier, Thread thread) {}

    @Bounded("Errands.MAX_ALL")
    private final Map<Long, Running> couriers = new HashMap<>();

    /**
     * Copying of what was asked for and is not done.
     *
     * @param api makes the calls
     * @param turns keeps the pace
     * @param errands what is to be done
     * @param timeline its time
     * @param config the pace of a chat
     */
    public Posts(BotApi api, Turns turns, Errands errands, Timeline timeline, Config config) {
        this.api = api;
        this.turns = turns;
        this.errands = errands;
        this.timeline = timeline;
        this.quiet = timeline.alarm();
        this.pace = config.deliver().perChat();
    }

    /**
     * Goes on with what an earlier process has left.
     *
     * @param shows shows how far an errand is
     */
    public synchronized void start(Function<Errand, Progress> shows) {
        progress = shows;
        errands.users().forEach(this::wake);
    }

    /**
     * What is to be done.
     *
     * @return the errands; whoever adds or cancels one calls {@link #wake}
     */
    public Errands errands() {
        return errands;
    }

    /**
     * The errands of a user have changed.
     *
     * @param user the user
     */
    public synchronized void wake(long user) {
        if (stopping) {
            return;
        }
        couriers.computeIfAbsent(user, this::begin).courier().wake();
    }

    private Running begin(long user) {
        underWay.incrementAndGet();
        Courier courier = new Courier(user, api, turns, errands, progress, timeline, pace);
        Thread thread = Thread.ofVirtual().name("sluice-posts-" + user).start(() -> run(courier));
        return new Running(courier, thread);
    }

    private void run(Courier courier) {
        courier.run();
        underWay.decrementAndGet();
        quiet.ring();
    }

    /**
     * Takes another pace, from an edited configuration.
     *
     * @param config the configuration
     */
    public synchronized void change(Config config) {
        pace = config.deliver().perChat();
        couriers.values().forEach(running -> running.courier().change(pace));
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
            running = List.copyOf(couriers.values());
        }
        running.forEach(one -> one.courier().stop());
        Instant end = timeline.now().plus(limit);
        while (underWay.get() > 0 && timeline.now().isBefore(end)) {
            quiet.await(Duration.between(timeline.now(), end));
        }
        running.forEach(one -> one.thread().interrupt());
    }
}
