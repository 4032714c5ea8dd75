package sluice.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.CacheEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Ticker;

/**
 * What is known of the chats that were put in last. Not thread-safe.
 *
 * <p>Caffeine's own maximum admits by frequency and evicts after the fact. Here the one that was put in longest ago goes,
 * before the new one comes in. For that Caffeine has to know the order, which it does for the sake of an expiry that
 * never comes; and as it may take a second put of a key for a mere read, a chat is taken out before it is put in again.
 *
 * @param <V> what is known of each chat
 */
final class Chats<V> {

    private static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    private final int max;

    @Bounded("peer.max-peers, peer.max-failed")
    private final Cache<Long, V> chats;

    /**
     * No chats yet.
     *
     * @param max the most that are remembered, 1 or more
     * @param ticker elapsed time
     */
    Chats(int max, Ticker ticker) {
        this.max = max;
        chats = Caffeine.newBuilder()
                .expireAfterAccess(NEVER)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** Does not change the order. */
    Optional<V> find(long chatId) {
        return Optional.ofNullable(chats.policy().getIfPresentQuietly(chatId));
    }

    /** Makes a chat the newest; the oldest goes when there is no room. */
    void put(long chatId, V known) {
        chats.invalidate(chatId);
        while (chats.estimatedSize() >= max) {
            removeOldest();
        }
        chats.put(chatId, known);
    }

    /** What was known of the chat. */
    Optional<V> remove(long chatId) {
        return Optional.ofNullable(chats.asMap().remove(chatId));
    }

    /**
     * Gives up a share of the chats, the oldest first.
     *
     * @param share from 0.0 to 1.0, rounded up to whole chats
     * @return how many went
     */
    long giveUp(double share) {
        long count = (long) Math.ceil(share * size());
        for (long i = 0; i < count; i++) {
            removeOldest();
        }
        return count;
    }

    long size() {
        return chats.estimatedSize();
    }

    /** A copy. */
    Collection<V> all() {
        return List.copyOf(chats.asMap().values());
    }

    private void removeOldest() {
        chats.policy()
                .expireAfterAccess()
                .orElseThrow()
                .oldest(Stream::findFirst)
                .map(CacheEntry::getKey)
                .ifPresent(chats::invalidate);
    }
}
