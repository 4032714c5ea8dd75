package sluice.engine.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that came, and the ways that it takes.
 *
 * @param text the beginning of its text or caption; perhaps empty
 * @param ways one for each watch of its chat, {@link #MAX_WAYS} at most
 */
public record Entry(long chat, int message, Instant at, String text, List<Way> ways) {

    /** The most ways that are remembered of one message. */
    static final int MAX_WAYS = 20;

    /** What became of a message on one way. */
    public enum Fate {
        /** It waits to be sent. */
        WAITING,
        /** It was filtered; the reason is the name of a {@link sluice.host.status.SkipReason}. */
        FILTERED,
        /** It stands in its destination. */
        SENT,
        /** It is a dead letter; the reason is that of a {@link sluice.api.DeadLetter}. */
        FAILED
    }

    /**
     * One way of a message.
     *
     * @param watch the id of its watch
     * @param lane the chat to which it goes, or the lane of notes; 0 where that does not matter
     * @param reason the name of the reason; empty where there is none
     * @param detail the rule, step or answer that decided; perhaps empty
     * @param copy the id of the copy; 0 for none
     */
    public record Way(String watch, long lane, Fate fate, String reason, String detail, int copy) {}

    /** Takes a copy. */
    public Entry {
        ways = List.copyOf(ways);
    }

    /** The way by a watch. */
    Optional<Way> by(String watch) {
        return ways.stream().filter(way -> way.watch().equals(watch)).findFirst();
    }

    Entry with(Way way) {
        List<Way> others = new ArrayList<>(ways);
        others.removeIf(other -> other.watch().equals(way.watch()));
        if (others.size() < MAX_WAYS) {
            others.add(way);
        }
        return new Entry(chat, message, at, text, others);
    }
}
