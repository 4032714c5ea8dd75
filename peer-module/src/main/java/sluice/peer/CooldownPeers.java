package sluice.peer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/**
 * Chats that work, and chats that failed and cool down. This class is thread-safe.
 *
 * <p>A chat is one or the other. When too many have failed, the one goes whose last failure is longest ago: its cooldown
 * is the first to be over, so that forgetting it costs the fewest calls.
 *
 * <p>Cleaning removes the failures that {@link #outlived} would list at that moment: a chat that has worked in between
 * and failed again is younger and stays. Under memory pressure the same share of the chats that work goes too, the one
 * that was used longest ago first. The failures stay, since they keep Sluice from calling chats in vain.
 */
@Provider(name = "cooldown", section = "peer")
public final class CooldownPeers implements Peers, Cleanable, StatsProvider {

    /** The most that is kept of a reason: what Telegram writes has less, another server may write anything. */
    static final int MAX_REASON = 256;

    private Clock clock;
    private Duration retryCooldown;
    private Duration cleanupAge;
    private int maxPeers;
    private int maxFailed;
    private Chats<Boolean> working;
    private Chats<PeerFailure> failed;

    @Override
    public synchronized void start(ComponentContext context) {
        Settings settings = context.settings();
        clock = context.clock();
        retryCooldown = settings.duration("retry-cooldown");
        cleanupAge = settings.duration("cleanup-age");
        maxPeers = positive(settings, "max-peers");
        maxFailed = positive(settings, "max-failed");
        working = new Chats<>(maxPeers);
        failed = new Chats<>(maxFailed);
    }

    @Override
    public synchronized boolean succeeded(long chatId) {
        working.put(chatId, true);
        return failed.remove(chatId).isPresent();
    }

    @Override
    public synchronized PeerFailure failed(long chatId, String reason) {
        Instant now = clock.instant();
        Optional<PeerFailure> before = failed.find(chatId);
        PeerFailure failure = new PeerFailure(
                chatId,
                shorten(reason),
                before.map(PeerFailure::since).orElse(now),
                now.plus(retryCooldown),
                before.map(PeerFailure::failures).orElse(0) + 1);
        working.remove(chatId);
        failed.put(chatId, failure);
        return failure;
    }

    @Override
    public synchronized Optional<PeerFailure> failure(long chatId) {
        return failed.find(chatId);
    }

    @Override
    public synchronized List<Long> outlived() {
        Instant limit = clock.instant().minus(cleanupAge);
        return failed.all().stream()
                .filter(failure -> !failure.since().isAfter(limit))
                .map(PeerFailure::chatId)
                .toList();
    }

    @Override
    public synchronized CleanupResult clean(CleanupContext context) {
        List<Long> outlived = outlived();
        outlived.forEach(failed::remove);
        return new CleanupResult(outlived.size() + working.giveUp(context.pressure()));
    }

    @Override
    public synchronized Stats stats() {
        return Stats.empty()
                .with("cached_peers", working.size())
                .with("failed_peers", failed.size())
                .withSeconds("retry_cooldown", retryCooldown)
                .withSeconds("cleanup_age", cleanupAge)
                .with("max_peers", maxPeers)
                .with("max_failed", maxFailed);
    }

    private static String shorten(String reason) {
        if (reason.length() <= MAX_REASON) {
            return reason;
        }
        boolean splitsPair = Character.isHighSurrogate(reason.charAt(MAX_REASON - 1));
        return reason.substring(0, splitsPair ? MAX_REASON - 1 : MAX_REASON);
    }

    private static int positive(Settings settings, String key) {
        int value = settings.integer(key);
        if (value < 1) {
            throw new SettingsException("`" + key + "` must be 1 or more, not " + value);
        }
        return value;
    }
}
