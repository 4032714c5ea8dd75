package sluice.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import sluice.api.Bounded;
import sluice.base.time.Timeline;

/**
 * Limits how often users are notified that the bot does not serve them: each once an hour, all of them together once a second
 * at most, and nobody else while the memory is full. So however many come, they take neither room nor turns from others. This class is
 * thread-safe.
 */
final class RefusalLimiter {

    /** The most who are remembered, and so the most who are notified within an hour. */
    static final int MAX = 1_000;

    static final Duration TELL_AGAIN = Duration.ofHours(1);

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Timeline timeline;
    private Instant next = Instant.MIN;

    /** The time of each user's last refusal. */
    @Bounded("MAX")
    private final Map<Long, Instant> notified = new HashMap<>();

    RefusalLimiter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** True if the user is to be notified now. The caller then does so. */
    synchronized boolean mayNotify(long user) {
        Instant now = timeline.now();
        if (now.isBefore(next)) {
            return false;
        }
        notified.values().removeIf(since -> !since.plus(TELL_AGAIN).isAfter(now));
        if (notified.size() >= MAX || notified.containsKey(user)) {
            return false;
        }
        notified.put(user, now);
        next = now.plus(BETWEEN);
        return true;
    }
}
