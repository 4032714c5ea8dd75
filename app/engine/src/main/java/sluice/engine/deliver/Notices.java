package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.time.Timeline;
import sluice.engine.route.Route;
import sluice.engine.route.Router;

/**
 * Decides who is notified of what, and keeps repeats from being sent. How it is told is not decided here. This class is
 * thread-safe.
 */
public final class Notices {

    /** Subjects remembered as told; an older one may be told again. */
    static final int MAX_TOLD = 1000;

    /** The most notices that may wait for one user. Any more are told when they are met again. */
    static final int MAX_PENDING = 1000;

    /** For so many users something may wait to be told. */
    static final int MAX_USERS = 32;

    /** Under a flood the queue is full again and again; somebody who has been told does not need to hear it soon. */
    static final Duration FULL_AGAIN = Duration.ofHours(6);

    /** Tells people what is {@link #pending} for them, and says when it {@link #told} them. Its methods return at once. */
    public interface Teller {

        /**
         * Something waits to be told.
         *
         * @param user the id of the user who is told
         */
        void wake(long user);

        /**
         * The user who runs the bot.
         *
         * @return the user; empty when the bot knows nobody
         */
        Optional<Long> operator();
    }

    /** Tells nobody. */
    public static final Teller NOBODY = new Teller() {
        @Override
        public void wake(long user) {}

        @Override
        public Optional<Long> operator() {
            return Optional.empty();
        }
    };

    /** The subject of a notice. */
    private enum Kind {
        CHAT,
        PROTECTED,
        MESSAGE,
        SOURCE,
        TOPIC,
        QUEUE
    }

    private record Subject(long user, Kind kind, long chatId, String about) {}

    private final MessageQueue queue;
    private final Router router;
    private volatile Teller teller = NOBODY;
    private final Timeline timeline;

    @Bounded("MAX_TOLD")
    private final Map<Subject, Instant> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Instant> eldest) {
            return size() > MAX_TOLD;
        }
    };

    /** Guarded by {@link #told}. */
    @Bounded("MAX_USERS, MAX_PENDING each")
    private final Map<Long, Map<Subject, Notice>> pending = new HashMap<>();

    /**
     * Notices about what a router's watches do.
     *
     * @param queue the deliveries that wait
     * @param router finds the owners of watches
     * @param timeline the source of time
     */
    public Notices(MessageQueue queue, Router router, Timeline timeline) {
        this.queue = queue;
        this.router = router;
        this.timeline = timeline;
    }

    /**
     * Sets the teller of notices. Before that nobody is told.
     *
     * @param by tells them from now on
     */
    public void tellBy(Teller by) {
        teller = by;
    }

    /**
     * The notices that are to be told to a user.
     *
     * @param user the user's id
     * @return notices in their order, at most {@value #MAX_PENDING}
     */
    public List<Notice> pending(long user) {
        synchronized (told) {
            return List.copyOf(pending.getOrDefault(user, Map.of()).values());
        }
    }

    /**
     * A user was told. What was not told stays.
     *
     * @param user the user's id
     * @param notices what was told
     */
    public void told(long user, List<Notice> notices) {
        Set<Notice> said = Set.copyOf(notices);
        synchronized (told) {
            Map<Subject, Notice> waiting = pending.getOrDefault(user, new HashMap<>());
            waiting.entrySet().stream()
                    .filter(one -> said.contains(one.getValue()))
                    .forEach(one -> told.put(one.getKey(), timeline.now()));
            waiting.keySet().removeAll(told.keySet());
            pending.values().removeIf(Map::isEmpty);
        }
    }

    /**
     * A source protects its content, so that a watch of it sends nothing.
     *
     * @param watch the watch
     */
    public void contentProtected(Watch watch) {
        if (!watch.paused()) {
            tell(watch.owner(), Kind.PROTECTED, watch.source(), watch.id(), new Notice.ContentProtected(watch));
        }
    }

    /**
     * The bot is no member of a chat any more, so that what is posted there does not reach it.
     *
     * @param chatId the chat's id
     */
    public void chatLost(long chatId) {
        router.routesFrom(chatId).stream()
                .map(Route::watch)
                .filter(watch -> !watch.paused())
                .forEach(this::sourceLost);
    }

    private void sourceLost(Watch watch) {
        tell(watch.owner(), Kind.SOURCE, watch.source(), watch.id(), new Notice.SourceLost(watch));
    }

    /**
     * The queue is full.
     *
     * @param dropping whether messages are skipped meanwhile
     */
    public void queueFull(boolean dropping) {
        teller.operator().ifPresent(user -> {
            Subject subject = new Subject(user, Kind.QUEUE, 0, "");
            if (isNew(subject)) {
                tell(subject, new Notice.QueueFull(dropping, busiest()));
            }
        });
    }

    private Optional<Notice.Busiest> busiest() {
        return router.destinations().stream()
                .map(chat -> new Notice.Busiest(chat, queue.waiting(chat)))
                .filter(busy -> busy.waiting() > 0)
                .max(Comparator.comparingInt(Notice.Busiest::waiting));
    }

    void chatUnusable(long chatId, String detail) {
        // An owner who cannot be reached cannot be told so.
        router.ownersSendingTo(chatId).stream()
                .filter(owner -> owner != chatId)
                .forEach(owner -> tell(owner, Kind.CHAT, chatId, "", new Notice.ChatUnusable(chatId, detail)));
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
            tell(watch.owner(), Kind.TOPIC, job.destination(), watch.id(), new Notice.TopicLost(watch, detail));
        } else {
            tell(
                    watch.owner(),
                    Kind.MESSAGE,
                    relay.chatId(),
                    watch.id() + detail,
                    new Notice.MessageUnusable(watch, relay.chatId(), job.destination(), detail));
        }
    }

    private static boolean isTopicLost(String detail) {
        String lower = detail.toLowerCase(Locale.ROOT);
        return lower.contains("message thread not found") || lower.contains("topic_deleted");
    }

    /**
     * A chat works again: if it fails once more, that is told once more.
     *
     * @param chatId the chat's id
     */
    public void chatWorks(long chatId) {
        Predicate<Subject> over =
                subject -> subject.chatId() == chatId && (subject.kind() == Kind.CHAT || subject.kind() == Kind.SOURCE);
        synchronized (told) {
            told.keySet().removeIf(over);
            pending.values().forEach(waiting -> waiting.keySet().removeIf(over));
        }
    }

    private void tell(long user, Kind kind, long chatId, String about, Notice notice) {
        tell(new Subject(user, kind, chatId, about), notice);
    }

    private void tell(Subject subject, Notice notice) {
        synchronized (told) {
            if (teller == NOBODY || !isNew(subject)) {
                return;
            }
            told.remove(subject);
            if (pending.size() >= MAX_USERS && !pending.containsKey(subject.user())) {
                return;
            }
            Map<Subject, Notice> waiting = pending.computeIfAbsent(subject.user(), _ -> new LinkedHashMap<>());
            if (waiting.size() < MAX_PENDING) {
                waiting.putIfAbsent(subject, notice);
            }
        }
        teller.wake(subject.user());
    }

    private boolean isNew(Subject subject) {
        synchronized (told) {
            Instant before = told.get(subject);
            return before == null
                    || (subject.kind() == Kind.QUEUE && !timeline.now().isBefore(before.plus(FULL_AGAIN)));
        }
    }
}
