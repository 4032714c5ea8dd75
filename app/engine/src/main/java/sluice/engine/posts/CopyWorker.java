package sluice.engine.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.deliver.SendPermits;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/**
 * Runs the copy requests of one user, one after the other, on a thread of its own. Before each call it is kept which posts the call is for,
 * and afterwards what came of it: what Telegram confirmed is never copied again, and what nobody knows of is told and not repeated.
 */
final class CopyWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyWorker.class);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /** Tries in a row that fail by faults: with the waits between them, some minutes. */
    private static final int MAX_FAILURES = 8;

    private static final Duration NOT_KEPT_WAIT = Duration.ofSeconds(5);

    private final long user;
    private final BotApi api;
    private final SendPermits sendPermits;
    private final CopyRequests copyRequests;
    private final Function<CopyRequest, Progress> progress;
    private final Timeline timeline;
    private final Alarm alarm;
    private final LiveConfig config;
    private volatile boolean stopping;

    CopyWorker(
            long user,
            BotApi api,
            SendPermits sendPermits,
            CopyRequests copyRequests,
            Function<CopyRequest, Progress> progress,
            Timeline timeline,
            LiveConfig config) {
        this.user = user;
        this.api = api;
        this.sendPermits = sendPermits;
        this.copyRequests = copyRequests;
        this.progress = progress;
        this.timeline = timeline;
        this.alarm = timeline.alarm();
        this.config = config;
    }

    /** There may be something to do, or to leave. */
    void wake() {
        alarm.ring();
    }

    void stop() {
        stopping = true;
        alarm.ring();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                Optional<CopyRequest> next = copyRequests.next(user);
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

    private void doAll(CopyRequest copyRequest) throws InterruptedException {
        Progress shown = progress.apply(copyRequest);
        try {
            new Trip(copyRequest, shown).go();
        } catch (CopyRequestException e) {
            LOG.warn("user {}: copying posts waits, since it cannot be kept how far it is: {}", user, e.getMessage());
            alarm.await(NOT_KEPT_WAIT);
        } catch (RuntimeException e) {
            LOG.error("user {}: copying posts is given up by a fault: {}", user, e.toString());
            LOG.debug("user {}: copying posts failed", user, e);
            copyRequests.remove(copyRequest);
        }
    }

    /** One copy request from where it stands to its end. */
    private final class Trip {

        private final Progress shown;
        private CopyRequest copyRequest;
        private int failures;
        private boolean over;

        Trip(CopyRequest copyRequest, Progress shown) {
            this.copyRequest = copyRequest;
            this.shown = shown;
        }

        void go() throws InterruptedException {
            if (copyRequest.underWay() > 0) {
                // An earlier process has made the call, and did not live to keep what came of it.
                change(CopyRequest::lost);
            }
            while (!over && !stopping) {
                look();
                if (copyRequest.cancelled()) {
                    end(Progress.End.CANCELLED, "");
                } else if (copyRequest.isOver()) {
                    end(Progress.End.DONE, "");
                } else {
                    step();
                }
            }
        }

        private void step() throws InterruptedException {
            int message = shown.going(copyRequest);
            if (message != copyRequest.progress()) {
                change(now -> now.showing(message));
            }
            sendPermits.await(user);
            List<Integer> posts = copyRequest.nextPosts();
            change(now -> now.begun(posts.size()));
            switch (api.copy(new Target(user, 0, 0), copyRequest.source(), posts)) {
                case Reply.Sent(List<Integer> _, OptionalInt count) ->
                    arrived(posts.size(), count.orElse(posts.size()));
                // All of them are gone or cannot be copied; where some can, Telegram leaves the others out.
                case Reply.MessageUnusable _ -> arrived(posts.size(), 0);
                case Reply.Unknown _ -> changeSurely(CopyRequest::lost);
                case Reply.FloodWait flood -> floodWait(flood);
                case Reply.TryAgain reply
                when reply.lacksFiles() -> {
                    changeSurely(CopyRequest::notDone);
                    pause(LONGEST_RETRY);
                }
                case Reply.TryAgain(String detail) -> tryAgain(detail);
                case Reply.ChatUnusable unusable -> unusable(unusable);
                case Reply.Moved(long chatId) -> fail("the chat has become " + chatId);
                case Reply.TokenRejected _ -> {
                    // The bot ends by it.
                    changeSurely(CopyRequest::notDone);
                    pause(Alarm.FOREVER);
                }
            }
        }

        private void arrived(int posts, int copied) throws InterruptedException {
            failures = 0;
            changeSurely(now -> now.arrived(Math.min(posts, copied)));
            if (!copyRequest.isOver()) {
                // One call copies many messages, and the chat takes them at its pace.
                pause(config.get().deliver().perChat().interval().multipliedBy(copied));
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
            changeSurely(CopyRequest::notDone);
            shown.waiting(copyRequest, wait);
            pause(wait);
        }

        private void tryAgain(String detail) throws InterruptedException {
            failures++;
            if (failures == MAX_FAILURES) {
                fail(detail);
                return;
            }
            changeSurely(CopyRequest::notDone);
            Duration wait = Duration.ofSeconds(1L << (failures - 1));
            pause(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
        }

        private void unusable(Reply.ChatUnusable unusable) throws InterruptedException {
            changeSurely(CopyRequest::notDone);
            if (unusable.mayMeanSource() && !api.canRead(copyRequest.source())) {
                end(Progress.End.UNREADABLE, unusable.detail());
            } else {
                LOG.warn("user {} cannot be sent to, so that no posts are copied: {}", user, unusable.detail());
                copyRequests.remove(copyRequest);
                over = true;
            }
        }

        private void fail(String detail) throws InterruptedException {
            changeSurely(CopyRequest::notDone);
            end(Progress.End.FAILED, detail);
        }

        private void end(Progress.End end, String detail) throws InterruptedException {
            LOG.info(
                    "user {}: posts {} to {} of chat {}: {}, {} copied, {} missing",
                    user,
                    copyRequest.first(),
                    copyRequest.last(),
                    copyRequest.source(),
                    end,
                    copyRequest.copied(),
                    copyRequest.missing());
            shown.ended(copyRequest, end, detail);
            copyRequests.remove(copyRequest);
            over = true;
        }

        /** Waits, whoever rings, for so long or until there is no more sense in it. */
        private void pause(Duration wait) throws InterruptedException {
            Instant end = timeline.now().plus(wait);
            while (!stopping && !copyRequest.cancelled() && timeline.now().isBefore(end)) {
                alarm.await(Duration.between(timeline.now(), end));
                look();
            }
        }

        /** It may have been cancelled. */
        private void look() {
            copyRequest = copyRequests.find(user, copyRequest.request()).orElse(copyRequest);
        }

        private void change(UnaryOperator<CopyRequest> change) {
            copyRequest =
                    copyRequests.change(user, copyRequest.request(), change).orElse(copyRequest);
        }

        /** Records a change that has happened, and tries until it is kept, however long that takes. */
        private void changeSurely(UnaryOperator<CopyRequest> change) throws InterruptedException {
            while (true) {
                try {
                    change(change);
                    return;
                } catch (CopyRequestException e) {
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
