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
import sluice.base.collection.BoundedMap;
import sluice.base.time.Timeline;
import sluice.engine.route.Route;
import sluice.engine.route.Router;

/**
 * Decides who is notified of what, and keeps repeats from being sent. In which words is not decided here. This class is
 * thread-safe.
 */
public final class Notices {

    /** Subjects of which somebody was notified; of an older one somebody may be notified again. */
    static final int MAX_NOTIFIED = 1000;

    /** The most notices that may wait for one user. More are met again. */
    static final int MAX_PENDING = 1000;

    /** For so many users something may wait to be notified. */
    static final int MAX_USERS = 32;

    /** Under a flood the queue is full again and again; somebody who was notified does not need to hear it soon. */
    static final Duration FULL_AGAIN = Duration.ofHours(6);

    /** Tells people what is {@link #pending} for them, and says when it has {@link #notified} them. Its methods return at once. */
    public interface Teller {

        /** Something waits for a user. */
        void wake(long user);

        /** The user who runs the bot; empty when the bot knows nobody. */
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

    private record Subject(long user, Class<? extends Notice> kind, long chatId, String about) {}

    private final MessageQueue queue;
    private final Router router;
    private volatile Teller teller = NOBODY;
    private final Timeline timeline;

    @Bounded("MAX_NOTIFIED")
    private final Map<Subject, Instant> notified = BoundedMap.byAge(MAX_NOTIFIED);

    /** Guarded by {@link #notified}. */
    @Bounded("MAX_USERS, MAX_PENDING each")
    private final Map<Long, Map<Subject, Notice>> pending = new HashMap<>();

    /** Notices about what a router's watches do. */
    public Notices(MessageQueue queue, Router router, Timeline timeline) {
        this.queue = queue;
        this.router = router;
        this.timeline = timeline;
    }

    /** Sets the teller of notices. Before that nobody is notified. */
    public void tellBy(Teller by) {
        teller = by;
    }

    /** The notices of which a user is to be notified, in their order, at most {@value #MAX_PENDING}. */
    public List<Notice> pending(long user) {
        synchronized (notified) {
            return List.copyOf(pending.getOrDefault(user, Map.of()).values());
        }
    }

    /** A user was notified of these. The others stay. */
    public void notified(long user, List<Notice> notices) {
        Set<Notice> said = Set.copyOf(notices);
        synchronized (notified) {
            Map<Subject, Notice> waiting = pending.getOrDefault(user, new HashMap<>());
            waiting.entrySet().stream()
                    .filter(one -> said.contains(one.getValue()))
                    .forEach(one -> notified.put(one.getKey(), timeline.now()));
            waiting.keySet().removeAll(notified.keySet());
            pending.values().removeIf(Map::isEmpty);
        }
    }

    /** A source protects its content, so that a watch of it sends nothing. */
    public void contentProtected(Watch watch) {
        if (!watch.paused()) {
            add(watch.owner(), watch.source(), watch.id(), new Notice.ContentProtected(watch));
        }
    }

    /** The bot is no member of a chat any more, so that what is posted there does not reach it. */
    public void chatLost(long chatId) {
        router.routesFrom(chatId).stream()
                .map(Route::watch)
                .filter(watch -> !watch.paused())
                .forEach(this::sourceLost);
    }

    private void sourceLost(Watch watch) {
        add(watch.owner(), watch.source(), watch.id(), new Notice.SourceLost(watch));
    }

    /** The queue is full, and meanwhile messages are dropped or wait at Telegram. */
    public void queueFull(boolean dropping) {
        teller.operator().ifPresent(user -> {
            Subject subject = new Subject(user, Notice.QueueFull.class, 0, "");
            if (isNew(subject)) {
                add(subject, new Notice.QueueFull(dropping, busiest()));
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
        // An owner who cannot be reached cannot be notified of it.
        router.ownersSendingTo(chatId).stream()
                .filter(owner -> owner != chatId)
                .forEach(owner -> add(owner, chatId, "", new Notice.ChatUnusable(chatId, detail)));
    }

    void sourceUnreadable(Job job) {
        router.route(job.watch()).map(Route::watch).ifPresent(this::sourceLost);
    }

    void messageUnusable(Job job, String detail) {
        if (job.payload() instanceof Payload.Relay relay) {
            router.route(job.watch()).map(Route::watch).ifPresent(watch -> messageUnusable(watch, job, relay, detail));
        }
    }

    private void messageUnusable(Watch watch, Job job, Payload.Relay relay, String detail) {
        if (isTopicLost(detail)) {
            add(watch.owner(), job.destination(), watch.id(), new Notice.TopicLost(watch, detail));
        } else {
            add(
                    watch.owner(),
                    relay.chatId(),
                    watch.id() + detail,
                    new Notice.MessageUnusable(watch, relay.chatId(), job.destination(), detail));
        }
    }

    /** True if Telegram refuses a message, in these words, because the topic that it goes to is not there. */
    public static boolean isTopicLost(String detail) {
        String lower = detail.toLowerCase(Locale.ROOT);
        return lower.contains("message thread not found") || lower.contains("topic_deleted");
    }

    /** A chat works again: if it fails once more, people are notified once more. */
    public void chatWorks(long chatId) {
        Predicate<Subject> over = subject -> subject.chatId() == chatId
                && (subject.kind() == Notice.ChatUnusable.class || subject.kind() == Notice.SourceLost.class);
        synchronized (notified) {
            notified.keySet().removeIf(over);
            pending.values().forEach(waiting -> waiting.keySet().removeIf(over));
        }
    }

    private void add(long user, long chatId, String about, Notice notice) {
        add(new Subject(user, notice.getClass(), chatId, about), notice);
    }

    private void add(Subject subject, Notice notice) {
        synchronized (notified) {
            if (teller == NOBODY || !isNew(subject)) {
                return;
            }
            notified.remove(subject);
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
        synchronized (notified) {
            Instant before = notified.get(subject);
            return before == null
                    || (subject.kind() == Notice.QueueFull.class
                            && !timeline.now().isBefore(before.plus(FULL_AGAIN)));
        }
    }
}
