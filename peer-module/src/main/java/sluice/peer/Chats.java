package sluice.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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
    private final SequencedMap<Long, V> chats = new LinkedHashMap<>();

    /** No chats yet; {@code max} is the most that are remembered, 1 or more. */
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
            chats.pollFirstEntry();
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
        for (long i = 0; i < count; i++) {
            chats.pollFirstEntry();
        }
        return count;
    }

    long size() {
        return chats.size();
    }

    /** A copy. */
    List<V> all() {
        return List.copyOf(chats.values());
    }
}
