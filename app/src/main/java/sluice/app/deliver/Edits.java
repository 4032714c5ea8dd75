package sluice.app.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.app.route.Route;
import sluice.app.route.Router;

/**
 * Makes jobs of edits: where a watch wants it and a copy is remembered, the copy is to say the same. Somebody who edits often does it
 * again soon, so an edit waits a little and only the newest is applied. This class is thread-safe.
 */
public final class Edits {

    /** How long an edit waits for a newer one. */
    static final Duration SETTLE = Duration.ofSeconds(2);

    /** The newest edits of so many copies are known; an older one is merely applied as well. */
    static final int MAX_NEWEST = 1000;

    private record Key(String watch, long chatId, int messageId) {}

    private final MessageQueue queue;
    private final Router router;

    @Bounded("MAX_NEWEST")
    private final Map<Key, Long> newest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MAX_NEWEST;
        }
    };

    /**
     * Edits of what a queue remembers.
     *
     * @param queue knows the copies
     * @param router the watches
     */
    public Edits(MessageQueue queue, Router router) {
        this.queue = queue;
        this.router = router;
    }

    /**
     * The jobs that an edit triggers.
     *
     * @param edit the edit of an original
     * @param visited the chats that the original has been in on its way, its own last
     * @param now the present moment
     * @return the jobs, none for a message that was never copied
     */
    public List<Job> jobs(Payload.Edit edit, List<Long> visited, Instant now) {
        List<Job> jobs = new ArrayList<>();
        for (Route route : router.routesFrom(edit.chatId())) {
            Watch watch = route.watch();
            if (watch.syncEdits() && (watch.record() || !watch.preserveSource()) && !watch.paused()) {
                queue.copyOf(watch.id(), edit.chatId(), edit.messageId())
                        .ifPresent(copy -> jobs.add(job(watch, copy, edit, visited, now)));
            }
        }
        return jobs;
    }

    private Job job(Watch watch, Copy copy, Payload.Edit edit, List<Long> visited, Instant now) {
        synchronized (newest) {
            newest.merge(new Key(watch.id(), edit.chatId(), edit.messageId()), edit.version(), Math::max);
        }
        return new Job(watch.id(), copy.toChatId(), 0, edit, now.plus(SETTLE), visited, 0, Job.Tries.NONE);
    }

    boolean isSuperseded(String watch, Payload.Edit edit) {
        synchronized (newest) {
            return newest.getOrDefault(new Key(watch, edit.chatId(), edit.messageId()), edit.version())
                    > edit.version();
        }
    }
}
