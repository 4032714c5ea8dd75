package sluice.app.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.app.config.Rate;
import sluice.app.deliver.Turns;
import sluice.app.telegram.BotApi;
import sluice.app.telegram.Reply;
import sluice.app.telegram.Target;
import sluice.app.time.Alarm;
import sluice.app.time.Timeline;

/**
 * Does the errands of one user, one after the other, on a thread of its own. Before each call it is kept which posts the call is for,
 * and afterwards what came of it: what Telegram confirmed is never copied again, and what nobody knows of is told and not repeated.
 */
final class Courier implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /** Tries in a row that fail by faults: with the waits between them, some minutes. */
    private static final int MAX_FAILURES = 8;

    private static final Duration NOT_KEPT_WAIT = Duration.ofSeconds(5);

    private final long user;
    private final BotApi api;
    private final Turns turns;
    private final Errands errands;
    private final Function<Errand, Progress> progress;
    private final Timeline timeline;
    private final Alarm alarm;
    private volatile Rate pace;
    private volatile boolean stopping;

    Courier(
            long user,
            BotApi api,
            Turns turns,
            Errands errands,
            Function<Errand, Progress> progress,
            Timeline timeline,
            Rate pace) {
        this.user = user;
        this.api = api;
        this.turns = turns;
        this.errands = errands;
        this.progress = progress;
        this.timeline = timeline;
        this.alarm = timeline.alarm();
        this.pace = pace;
    }

    /** There may be something to do, or to leave. */
    void wake() {
        alarm.ring();
    }

    void change(Rate changed) {
        pace = changed;
    }

    void stop() {
        stopping = true;
        alarm.ring();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                Optional<Errand> next = errands.next(user);
                if (next.isPresent()) {
                    doAll(next.get());
                } else {
                    alarm.await(Alarm.FOREVER);
                }
            }
        } catch (InterruptedException e) {
            // The bot is stopping; what is left goes on after the next start.
            Thread.currentThread().interrupt();
        }
    }

    private void doAll(Errand errand) throws InterruptedException {
        Progress shown = progress.apply(errand);
        try {
            new Trip(errand, shown).go();
        } catch (ErrandException e) {
            LOG.warn("user {}: copying posts waits, since it cannot be kept how far it is: {}", user, e.getMessage());
            alarm.await(NOT_KEPT_WAIT);
        } catch (RuntimeException e) {
            LOG.error("user {}: copying posts is given up by a fault: {}", user, e.toString());
            LOG.debug("user {}: copying posts failed", user, e);
            errands.remove(errand);
        }
    }

    /** One errand from where it stands to its end. */
    private final class Trip {

        private final Progress shown;
        private Errand errand;
        private int failures;
        private boolean over;

        Trip(Errand errand, Progress shown) {
            this.errand = errand;
            this.shown = shown;
        }

        void go() throws InterruptedException {
            if (errand.underWay() > 0) {
                // An earlier process has made the call, and did not live to keep what came of it.
                change(Errand::lost);
            }
            while (!over && !stopping) {
                look();
                if (errand.cancelled()) {
                    end(Progress.End.CANCELLED, "");
                } else if (errand.isOver()) {
                    end(Progress.End.DONE, "");
                } else {
                    step();
                }
            }
        }

        private void step() throws InterruptedException {
            int message = shown.going(errand);
            if (message != errand.progress()) {
                change(now -> now.showing(message));
            }
            turns.await(user);
            List<Integer> posts = errand.nextPosts();
            change(now -> now.begun(posts.size()));
            switch (api.copy(new Target(user, 0, 0), errand.source(), posts)) {
                case Reply.Sent(List<Integer> _, OptionalInt count) ->
                    arrived(posts.size(), count.orElse(posts.size()));
                // All of them are gone or cannot be copied; where some can, Telegram leaves the others out.
                case Reply.MessageUnusable _ -> arrived(posts.size(), 0);
                case Reply.Unknown _ -> changeSurely(Errand::lost);
                case Reply.FloodWait flood -> floodWait(flood);
                case Reply.TryAgain reply
                when reply.lacksFiles() -> {
                    changeSurely(Errand::notDone);
                    pause(LONGEST_RETRY);
                }
                case Reply.TryAgain(String detail) -> tryAgain(detail);
                case Reply.ChatUnusable unusable -> unusable(unusable);
                case Reply.Moved(long chatId) -> fail("the chat has become " + chatId);
                case Reply.TokenRejected _ -> {
                    // The bot ends by it.
                    changeSurely(Errand::notDone);
                    pause(Alarm.FOREVER);
                }
            }
        }

        private void arrived(int posts, int copied) throws InterruptedException {
            failures = 0;
            changeSurely(now -> now.arrived(Math.min(posts, copied)));
            if (!errand.isOver()) {
                // One call copies many messages, and the chat takes them at its pace.
                pause(pace.interval().multipliedBy(copied));
            }
        }

        private void floodWait(Reply.FloodWait flood) throws InterruptedException {
            Duration wait = flood.believed();
            if (flood.isTooLong()) {
                LOG.warn(
                        "user {}: Telegram asks to wait {} s to copy posts; I wait {} s",
                        user,
                        flood.waitFor().orElse(wait).toSeconds(),
                        wait.toSeconds());
            }
            changeSurely(Errand::notDone);
            shown.waiting(errand, wait);
            pause(wait);
        }

        private void tryAgain(String detail) throws InterruptedException {
            failures++;
            if (failures == MAX_FAILURES) {
                fail(detail);
                return;
            }
            changeSurely(Errand::notDone);
            Duration wait = Duration.ofSeconds(1L << (failures - 1));
            pause(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
        }

        private void unusable(Reply.ChatUnusable unusable) throws InterruptedException {
            changeSurely(Errand::notDone);
            if (unusable.mayMeanSource() && !api.canRead(errand.source())) {
                end(Progress.End.UNREADABLE, unusable.detail());
            } else {
                LOG.warn("user {} cannot be sent to, so that no posts are copied: {}", user, unusable.detail());
                errands.remove(errand);
                over = true;
            }
        }

        private void fail(String detail) throws InterruptedException {
            changeSurely(Errand::notDone);
            end(Progress.End.FAILED, detail);
        }

        private void end(Progress.End end, String detail) throws InterruptedException {
            LOG.info(
                    "user {}: posts {} to {} of chat {}: {}, {} copied, {} missing",
                    user,
                    errand.first(),
                    errand.last(),
                    errand.source(),
                    end,
                    errand.copied(),
                    errand.missing());
            shown.ended(errand, end, detail);
            errands.remove(errand);
            over = true;
        }

        /** Waits, whoever rings, for so long or until there is no more sense in it. */
        private void pause(Duration wait) throws InterruptedException {
            Instant end = timeline.now().plus(wait);
            while (!stopping && !errand.cancelled() && timeline.now().isBefore(end)) {
                alarm.await(Duration.between(timeline.now(), end));
                look();
            }
        }

        /** It may have been cancelled. */
        private void look() {
            errand = errands.find(user, errand.request()).orElse(errand);
        }

        private void change(UnaryOperator<Errand> change) {
            errand = errands.change(user, errand.request(), change).orElse(errand);
        }

        /** What has happened must be kept, however long that takes. */
        private void changeSurely(UnaryOperator<Errand> change) throws InterruptedException {
            while (true) {
                try {
                    change(change);
                    return;
                } catch (ErrandException e) {
                    LOG.warn(
                            "user {}: copying posts waits, since what came of it cannot be kept: {}",
                            user,
                            e.getMessage());
                    alarm.await(NOT_KEPT_WAIT);
                    if (stopping) {
                        return;
                    }
                }
            }
        }
    }
}
