package sluice.peer;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;

/**
 * A bounded map of the most recently added chats. The one that was put in longest ago goes, before the new one comes
 * in. Not thread-safe.
 *
 * @param <V> the facts about each chat
 */
final class Chats<V> {

    private final int max;

    /** The oldest first. */
    @Bounded("peer.max-peers, peer.max-failed")
    private final Map<Long, V> chats = new LinkedHashMap<>();

    /**
     * No chats yet.
     *
     * @param max the most that are remembered, 1 or more
     */
    Chats(int max) {
        this.max = max;
    }

    /** Does not change the order. */
    Optional<V> find(long chatId) {
        return Optional.ofNullable(chats.get(chatId));
    }

    /** Makes a chat the newest; the oldest goes when there is no room. */
    void put(long chatId, V known) {
        // Taken out first: a second put would leave it where it is.
        chats.remove(chatId);
        if (chats.size() == max) {
            removeOldest(1);
        }
        chats.put(chatId, known);
    }

    /** Removes a chat and returns its entry; empty when it was not known. */
    Optional<V> remove(long chatId) {
        return Optional.ofNullable(chats.remove(chatId));
    }

    /**
     * Gives up a share of the chats, the oldest first.
     *
     * @param share from 0.0 to 1.0, rounded up to whole chats
     * @return the number of removed entries
     */
    long giveUp(double share) {
        long count = (long) Math.ceil(share * size());
        removeOldest(count);
        return count;
    }

    long size() {
        return chats.size();
    }

    /** A copy. */
    Collection<V> all() {
        return List.copyOf(chats.values());
    }

    private void removeOldest(long count) {
        Iterator<V> oldestFirst = chats.values().iterator();
        for (long i = 0; i < count; i++) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }
}
