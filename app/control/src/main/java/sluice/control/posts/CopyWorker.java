package sluice.control.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.engine.deliver.Notices;
import sluice.engine.deliver.SendPermits;
import sluice.engine.rights.Rights;
import sluice.engine.route.Router;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/**
 * Runs the copy requests of one lane, one after the other, on a thread of its own, until none is left. Before each call it is kept which posts the call is for,
 * and afterwards what came of it: what Telegram confirmed is never copied again, and what nobody knows of is listed and not repeated.
 */
final class CopyWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyWorker.class);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /** Tries in a row that fail by faults: with the waits between them, some minutes. */
    private static final int MAX_FAILURES = 8;

    private static final Duration NOT_KEPT_WAIT = Duration.ofSeconds(5);

    /** The wait while this process may not call; each try is recorded. */
    private static final Duration WITHHELD_WAIT = Duration.ofSeconds(5);

    private final CopyRequest.Lane lane;
    private final BotApi api;
    private final SendPermits sendPermits;
    private final CopyRequests copyRequests;
    private final Router router;
    private final Rights rights;
    private final Function<CopyRequest, Progress> progress;
    private final Consumer<Posts.Outcome> ended;
    private final Timeline timeline;
    private final Alarm alarm;
    private volatile boolean stopping;

    CopyWorker(
            CopyRequest.Lane lane,
            BotApi api,
            SendPermits sendPermits,
            CopyRequests copyRequests,
            Router router,
            Rights rights,
            Function<CopyRequest, Progress> progress,
            Consumer<Posts.Outcome> ended,
            Timeline timeline) {
        this.lane = lane;
        this.api = api;
        this.sendPermits = sendPermits;
        this.copyRequests = copyRequests;
        this.router = router;
        this.rights = rights;
        this.progress = progress;
        this.ended = ended;
        this.timeline = timeline;
        this.alarm = timeline.alarm();
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
            Optional<CopyRequest> next = copyRequests.next(lane);
            while (!stopping && next.isPresent()) {
                doAll(next.get());
                next = copyRequests.next(lane);
            }
        } catch (InterruptedException e) {
            // The bot is stopping; what is left goes on after the next start.
            Thread.currentThread().interrupt();
        }
    }

    private void doAll(CopyRequest copyRequest) throws InterruptedException {
        Progress shown = progress.apply(copyRequest);
        try {
            new CopyRun(copyRequest, shown).go();
        } catch (CopyRequestException e) {
            LOG.warn("{}: copying posts waits, cannot save its progress: {}", lane, e.getMessage());
            alarm.await(NOT_KEPT_WAIT);
        } catch (RuntimeException e) {
            LOG.error("{}: copying posts failed unexpectedly and is given up: {}", lane, e.toString());
            LOG.debug("{}: copying posts failed", lane, e);
            copyRequests.remove(copyRequest);
        }
    }

    /** One copy request from where it stands to its end. */
    private final class CopyRun {

        private final Progress shown;
        private CopyRequest copyRequest;
        private int failures;
        private boolean over;

        /** Why the last call copied nothing, in Telegram's words; empty when none was refused. */
        private String refusal = "";

        CopyRun(CopyRequest copyRequest, Progress shown) {
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
                    end(Progress.End.DONE, refusal);
                } else {
                    Optional<CopyWay> way = CopyWay.of(copyRequest, router);
                    if (way.isPresent()) {
                        step(way.get());
                    } else {
                        end(Progress.End.GONE, "");
                    }
                }
            }
        }

        private void step(CopyWay way) throws InterruptedException {
            int message = shown.going(copyRequest);
            if (message != copyRequest.progress()) {
                change(now -> now.showing(message));
            }
            Target to = way.to();
            sendPermits.await(to.chatId());
            List<Integer> posts = copyRequest.nextPosts();
            change(now -> now.begun(posts.size()));
            switch (way.call(api, copyRequest.source(), posts)) {
                case Reply.Sent(List<Integer> ids, OptionalInt count) -> {
                    if (copyRequest.goesToWatch()) {
                        router.copied(to.chatId(), ids, List.of(copyRequest.source()));
                    }
                    arrived(to.chatId(), posts.size(), count.orElse(posts.size()));
                }
                case Reply.MessageUnusable(String detail)
                when to.topic() != 0 && Notices.isTopicLost(detail) -> unwritable(detail);
                // All of them are gone or cannot be copied; where some can, Telegram skips the others.
                case Reply.MessageUnusable(String detail) -> {
                    refusal = detail;
                    arrived(to.chatId(), posts.size(), 0);
                }
                case Reply.Unknown _ -> changeSurely(CopyRequest::lost);
                case Reply.FloodWait flood -> floodWait(flood);
                case Reply.TryAgain reply
                when reply.lacksFiles() -> {
                    changeSurely(CopyRequest::notDone);
                    pause(LONGEST_RETRY);
                }
                case Reply.TryAgain(String detail) -> tryAgain(detail);
                case Reply.SourceUnreadable(String detail) -> {
                    changeSurely(CopyRequest::notDone);
                    end(Progress.End.UNREADABLE, reason(detail));
                }
                case Reply.ChatUnusable(String detail) -> unusable(detail);
                case Reply.Moved(long chatId) -> moved(to.chatId(), chatId);
                case Reply.Withheld() -> {
                    changeSurely(CopyRequest::notDone);
                    pause(WITHHELD_WAIT);
                }
                case Reply.TokenRejected _ -> {
                    // The bot ends by it.
                    changeSurely(CopyRequest::notDone);
                    pause(Alarm.FOREVER);
                }
            }
        }

        private void arrived(long chat, int posts, int copied) throws InterruptedException {
            failures = 0;
            changeSurely(now -> now.arrived(Math.min(posts, copied)));
            if (!copyRequest.isOver()) {
                // One call copies many messages, and the chat takes them at its pace.
                pause(sendPermits.interval(chat).multipliedBy(copied));
            }
        }

        private void floodWait(Reply.FloodWait flood) throws InterruptedException {
            Duration wait = flood.believed();
            if (flood.isTooLong()) {
                LOG.warn(
                        "{}: Telegram asks to wait {} s to copy posts; I wait {} s",
                        lane,
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

        private void unusable(String detail) throws InterruptedException {
            if (copyRequest.goesToWatch()) {
                unwritable(detail);
            } else {
                changeSurely(CopyRequest::notDone);
                LOG.warn("{}: cannot send to the user, no posts are copied: {}", lane, detail);
                copyRequests.remove(copyRequest);
                over = true;
            }
        }

        private void unwritable(String detail) throws InterruptedException {
            changeSurely(CopyRequest::notDone);
            end(Progress.End.UNWRITABLE, reason(detail));
        }

        private String reason(String detail) {
            return CopyWay.reason(copyRequest, router, rights, detail);
        }

        /** A group has become a supergroup: its watches are rewritten. */
        private void moved(long chat, long chatId) throws InterruptedException {
            boolean isSource = router.movedTo(copyRequest.source())
                    .filter(id -> id == chatId)
                    .isPresent();
            if (copyRequest.goesToWatch() && !isSource && router.migrate(chat, chatId)) {
                LOG.info("chat {} has become {}; its watches are rewritten", chat, chatId);
                changeSurely(CopyRequest::notDone);
            } else {
                fail("the chat has become " + chatId);
            }
        }

        private void fail(String detail) throws InterruptedException {
            changeSurely(CopyRequest::notDone);
            end(Progress.End.FAILED, detail);
        }

        private void end(Progress.End end, String detail) throws InterruptedException {
            LOG.info(
                    "{}: posts {} to {} of chat {}: {}, {} copied, {} missing, unknown {}",
                    lane,
                    copyRequest.first(),
                    copyRequest.last(),
                    copyRequest.source(),
                    end,
                    copyRequest.copied(),
                    copyRequest.missing(),
                    copyRequest.unknown());
            ended.accept(new Posts.Outcome(copyRequest, end, detail));
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
            copyRequest = copyRequests.now(copyRequest).orElse(copyRequest);
        }

        private void change(UnaryOperator<CopyRequest> change) {
            copyRequest = copyRequests.change(copyRequest, change).orElse(copyRequest);
        }

        /** Records a change that has happened, and tries until it is kept, however long that takes. */
        private void changeSurely(UnaryOperator<CopyRequest> change) throws InterruptedException {
            while (true) {
                try {
                    change(change);
                    return;
                } catch (CopyRequestException e) {
                    LOG.warn("{}: copying posts waits, cannot save its result: {}", lane, e.getMessage());
                    alarm.await(NOT_KEPT_WAIT);
                    if (stopping) {
                        return;
                    }
                }
            }
        }
    }
}
