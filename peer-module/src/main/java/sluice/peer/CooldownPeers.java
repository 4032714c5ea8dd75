package sluice.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/**
 * Known-good chats in a cache, failed ones with the time from which they may be tried again. This class is thread-safe.
 *
 * <p>Failures are wall-clock times, since people read them. They are few and each decides whether a chat is called, so they stand in
 * a map that forgets the oldest first, not in a cache that may forget any.
 */
@Provider(name = "cooldown", section = "peer")
public final class CooldownPeers implements Peers, Cleanable, StatsProvider {

    @Bounded("peer.max-peers")
    private Cache<Long, Boolean> known;

    @Bounded("peer.max-failed")
    private final Map<Long, PeerFailure> failed = new LinkedHashMap<>();

    private Clock clock;
    private Duration cooldown;
    private Duration cleanupAge;
    private int maxFailed;

    /** For the service loader. */
    public CooldownPeers() {}

    @Override
    public synchronized void start(ComponentContext context) {
        Settings settings = context.settings();
        clock = context.clock();
        cooldown = settings.duration("retry-cooldown");
        cleanupAge = settings.duration("cleanup-age");
        maxFailed = settings.integer("max-failed");
        known = Caffeine.newBuilder()
                .maximumSize(settings.integer("max-peers"))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public synchronized boolean succeeded(long chatId) {
        known.put(chatId, Boolean.TRUE);
        known.cleanUp();
        return failed.remove(chatId) != null;
    }

    @Override
    public synchronized PeerFailure failed(long chatId, String reason) {
        known.invalidate(chatId);
        Instant now = clock.instant();
        PeerFailure before = failed.get(chatId);
        PeerFailure failure = before == null
                ? new PeerFailure(chatId, reason, now, now.plus(cooldown), 1)
                : new PeerFailure(chatId, reason, before.since(), now.plus(cooldown), before.failures() + 1);
        failed.put(chatId, failure);
        if (failed.size() > maxFailed) {
            failed.remove(failed.keySet().iterator().next());
        }
        return failure;
    }

    @Override
    public synchronized Optional<PeerFailure> failure(long chatId) {
        return Optional.ofNullable(failed.get(chatId));
    }

    @Override
    public synchronized List<Long> outlived() {
        return failed.values().stream()
                .filter(this::isOutlived)
                .map(PeerFailure::chatId)
                .toList();
    }

    /** Records that are too old go. Under pressure known-good chats are forgotten too: that costs nothing but a figure. */
    @Override
    public synchronized CleanupResult clean(CleanupContext context) {
        int before = failed.size();
        failed.values().removeIf(this::isOutlived);
        long removed = before - failed.size();
        if (context.pressure() > 0) {
            removed += known.estimatedSize();
            known.invalidateAll();
        }
        return new CleanupResult(removed);
    }

    @Override
    public synchronized Stats stats() {
        return Stats.empty()
                .with("cached_peers", known.estimatedSize())
                .with("failed_peers", failed.size())
                .withSeconds("retry_cooldown", cooldown)
                .withSeconds("cleanup_age", cleanupAge);
    }

    private boolean isOutlived(PeerFailure failure) {
        return !failure.since().plus(cleanupAge).isAfter(clock.instant());
    }
}
