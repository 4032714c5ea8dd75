package sluice.app.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.app.route.Route;
import sluice.app.route.Router;
import sluice.app.time.Timeline;

/**
 * Decides who must know of what, and sees to it that nobody is told again and again. How it is told is not decided here. This class is
 * thread-safe.
 */
public final class Notices {

    /** What was told is remembered for so many subjects; an older one may be told again. */
    static final int MAX_TOLD = 1000;

    /** Under a flood the queue is full again and again; somebody who has been told does not need to hear it soon. */
    static final Duration FULL_AGAIN = Duration.ofHours(6);

    /** Tells people. What it is told returns at once, and is lost when the bot stops. */
    public interface Teller {

        /**
         * Tells the owner of a watch.
         *
         * @param user the owner
         * @param notice what
         */
        void tell(long user, Notice notice);

        /**
         * Tells whoever runs the bot.
         *
         * @param notice what
         */
        void tellOperator(Notice notice);
    }

    private static final Teller NOBODY = new Teller() {
        @Override
        public void tell(long user, Notice notice) {}

        @Override
        public void tellOperator(Notice notice) {}
    };

    /** What was told already. */
    private enum Kind {
        CHAT,
        PROTECTED,
        MESSAGE,
        SOURCE,
        TOPIC
    }

    private record Subject(Kind kind, long chatId, String about) {}

    private final MessageQueue queue;
    private final Router router;
    private volatile Teller teller = NOBODY;
    private final Timeline timeline;
    private Instant fullAgain = Instant.MIN;

    @Bounded("MAX_TOLD")
    private final Map<Subject, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Boolean> eldest) {
            return size() > MAX_TOLD;
        }
    };

    /**
     * Notices about what a router's watches do.
     *
     * @param queue what waits
     * @param router knows the owners
     * @param timeline its time
     */
    public Notices(MessageQueue queue, Router router, Timeline timeline) {
        this.queue = queue;
        this.router = router;
        this.timeline = timeline;
    }

    /**
     * Says who tells people. Before that nobody is told.
     *
     * @param by tells them from now on
     */
    public void tellBy(Teller by) {
        teller = by;
    }

    /**
     * A source protects its content, so that a watch of it sends nothing.
     *
     * @param watch the watch
     */
    public void contentProtected(Watch watch) {
        if (!watch.paused() && first(new Subject(Kind.PROTECTED, watch.source(), watch.id()))) {
            teller.tell(watch.owner(), new Notice.ContentProtected(watch));
        }
    }

    /**
     * The bot is no member of a chat any more, so that what is posted there does not reach it.
     *
     * @param chatId the chat
     */
    public void chatLost(long chatId) {
        router.routesFrom(chatId).stream()
                .map(Route::watch)
                .filter(watch -> !watch.paused())
                .forEach(this::sourceLost);
    }

    private void sourceLost(Watch watch) {
        if (first(new Subject(Kind.SOURCE, watch.source(), watch.id()))) {
            teller.tell(watch.owner(), new Notice.SourceLost(watch));
        }
    }

    /**
     * The queue is full.
     *
     * @param dropping whether messages are skipped meanwhile
     */
    public void queueFull(boolean dropping) {
        synchronized (told) {
            Instant now = timeline.now();
            if (now.isBefore(fullAgain)) {
                return;
            }
            fullAgain = now.plus(FULL_AGAIN);
        }
        teller.tellOperator(new Notice.QueueFull(
                dropping,
                router.destinations().stream()
                        .map(chat -> new Notice.Busiest(chat, queue.waiting(chat)))
                        .filter(busy -> busy.waiting() > 0)
                        .max(Comparator.comparingInt(Notice.Busiest::waiting))));
    }

    void chatUnusable(long chatId, String detail) {
        if (first(new Subject(Kind.CHAT, chatId, ""))) {
            // An owner who cannot be reached cannot be told so.
            router.ownersSendingTo(chatId).stream()
                    .filter(owner -> owner != chatId)
                    .forEach(owner -> teller.tell(owner, new Notice.ChatUnusable(chatId, detail)));
        }
    }

    void messageUnusable(Job job, String detail) {
        if (job.payload() instanceof Payload.Relay relay) {
            router.route(job.watch()).map(Route::watch).ifPresent(watch -> messageUnusable(watch, job, relay, detail));
        }
    }

    private void messageUnusable(Watch watch, Job job, Payload.Relay relay, String detail) {
        if (detail.startsWith(Sender.SOURCE_UNREADABLE)) {
            sourceLost(watch);
        } else if (isTopicLost(detail)) {
            if (first(new Subject(Kind.TOPIC, job.destination(), watch.id()))) {
                teller.tell(watch.owner(), new Notice.TopicLost(watch, detail));
            }
        } else if (first(new Subject(Kind.MESSAGE, relay.chatId(), watch.id() + detail))) {
            teller.tell(watch.owner(), new Notice.MessageUnusable(watch, relay.chatId(), job.destination(), detail));
        }
    }

    private static boolean isTopicLost(String detail) {
        String lower = detail.toLowerCase(Locale.ROOT);
        return lower.contains("message thread not found") || lower.contains("topic_deleted");
    }

    /**
     * A chat works again: if it fails once more, that is told once more.
     *
     * @param chatId the chat
     */
    public void chatWorks(long chatId) {
        synchronized (told) {
            told.keySet()
                    .removeIf(subject -> subject.chatId() == chatId
                            && (subject.kind() == Kind.CHAT || subject.kind() == Kind.SOURCE));
        }
    }

    private boolean first(Subject subject) {
        synchronized (told) {
            return told.put(subject, Boolean.TRUE) == null;
        }
    }
}
