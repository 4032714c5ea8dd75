package sluice.host.guard;

import sluice.api.Deduplicator;
import sluice.api.GroupKey;

/** A deduplicator that may fail: then nothing counts as a duplicate, since a message must not be lost for it. */
public record GuardedDeduplicator(String name, Deduplicator target, Guard guard) implements Deduplicator {

    @Override
    public boolean firstSeen(long chatId, int messageId) {
        return guard.call(name, "firstSeen", () -> target.firstSeen(chatId, messageId), true);
    }

    @Override
    public boolean judgeGroup(GroupKey key, boolean passes) {
        return guard.call(name, "judgeGroup", () -> target.judgeGroup(key, passes), passes);
    }
}
