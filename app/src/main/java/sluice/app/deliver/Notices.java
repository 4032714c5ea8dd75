package sluice.app.deliver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Batch;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.app.route.Router;
import sluice.app.text.Texts;
import sluice.app.time.Timeline;

/**
 * Tells owners what they must know, once. A notice is a job like any other; when the queue is full it is left to the log.
 * This class is thread-safe.
 */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** What was told is remembered for so many subjects; an older one may be told again. */
    static final int MAX_TOLD = 1000;

    /** What an owner is told of. */
    enum Kind {
        /** A chat that cannot be used. */
        CHAT,
        /** A source that protects its content. */
        PROTECTED,
        /** A message that cannot be sent. */
        MESSAGE
    }

    private record Subject(Kind kind, long chatId, String about) {}

    private final MessageQueue queue;
    private final Router router;
    private final Texts texts;
    private final Timeline timeline;

    @Bounded("MAX_TOLD")
    private final Map<Subject, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Boolean> eldest) {
            return size() > MAX_TOLD;
        }
    };

    /**
     * Notices that go out through the queue.
     *
     * @param queue the queue
     * @param router knows the owners
     * @param texts the language
     * @param timeline their time
     */
    public Notices(MessageQueue queue, Router router, Texts texts, Timeline timeline) {
        this.queue = queue;
        this.router = router;
        this.texts = texts;
        this.timeline = timeline;
    }

    /**
     * A source protects its content, so that a watch of it sends nothing.
     *
     * @param watch the watch
     */
    public void contentProtected(Watch watch) {
        if (first(new Subject(Kind.PROTECTED, watch.source(), watch.id()))) {
            tell(watch.owner(), texts.get("notice.protected", watch.source(), watch.destination()));
        }
    }

    void chatUnusable(long chatId, String detail) {
        if (first(new Subject(Kind.CHAT, chatId, ""))) {
            // An owner who cannot be reached cannot be told so.
            router.ownersSendingTo(chatId).stream()
                    .filter(owner -> owner != chatId)
                    .forEach(owner -> tell(owner, texts.get("notice.chat", chatId, detail)));
        }
    }

    void messageUnusable(Job job, String detail) {
        if (job.payload() instanceof Payload.Relay relay) {
            router.route(job.watch())
                    .filter(route -> first(new Subject(Kind.MESSAGE, relay.chatId(), job.watch() + detail)))
                    .ifPresent(route -> tell(
                            route.watch().owner(),
                            texts.get("notice.message", relay.chatId(), job.destination(), detail)));
        }
    }

    /**
     * A chat works again: if it fails once more, that is told once more.
     *
     * @param chatId the chat
     */
    public void chatWorks(long chatId) {
        synchronized (told) {
            told.remove(new Subject(Kind.CHAT, chatId, ""));
        }
    }

    private boolean first(Subject subject) {
        synchronized (told) {
            return told.put(subject, Boolean.TRUE) == null;
        }
    }

    private void tell(long owner, String text) {
        Job notice = new Job("", owner, 0, new Payload.Text(text), timeline.now(), List.of(), 0, Job.Tries.NONE);
        if (!queue.offer(Batch.of(List.of(notice))).accepted()) {
            LOG.warn("the queue is full, so that {} was not told: {}", owner, text);
        }
    }
}
