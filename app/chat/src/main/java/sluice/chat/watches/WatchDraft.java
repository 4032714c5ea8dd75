package sluice.chat.watches;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sluice.api.Watch;

/** Makes new watches. */
final class WatchDraft {

    private static final RandomGenerator RANDOM = new SecureRandom();

    private WatchDraft() {}

    /** A watch that copies everything, as soon as its chats are named. */
    static Subject of(long owner) {
        // Other than all there are: the id names the watch for its waiting messages too.
        String id = "chat:" + owner + ":" + Long.toString(RANDOM.nextLong(1L << 50), Character.MAX_RADIX);
        Watch watch = new Watch(
                id,
                owner,
                Subject.UNNAMED,
                0,
                Subject.UNNAMED,
                0,
                Watch.Filters.NONE,
                Watch.Mode.FULL,
                List.of(),
                false,
                false,
                Duration.ZERO,
                true,
                false,
                false);
        return new Subject(watch, Subject.Kind.DRAFT);
    }
}
