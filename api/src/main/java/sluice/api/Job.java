package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One message on its way to one destination.
 *
 * @param watch the id of the watch that sends it; empty for a notice of the bot itself
 * @param destination the chat it goes to; it names the lane in which the job waits
 * @param topic the forum topic it goes to, 0 for none
 * @param payload the content that is sent
 * @param due the earliest time of sending; jobs of a lane go out by it, and by their order of arrival where equal
 * @param visited the chats that the message has been in on its way, the first source first, not the destination
 * @param reserve the number of queue places to keep for the jobs that this one may trigger, 0 or more
 * @param tries the failed attempts so far
 */
public record Job(
        String watch,
        long destination,
        int topic,
        Payload payload,
        Instant due,
        List<Long> visited,
        int reserve,
        Tries tries) {

    /**
     * The failed attempts of a job so far.
     *
     * @param failures failures in a row that are worth another try, 0 or more
     * @param floodWaits refusals in a row because of too many requests, 0 or more
     */
    public record Tries(int failures, int floodWaits) {

        /** Not tried yet. */
        public static final Tries NONE = new Tries(0, 0);

        /** Checks that neither is negative. */
        public Tries {
            if (failures < 0 || floodWaits < 0) {
                throw new IllegalArgumentException(
                        "tries must not be negative: failures " + failures + ", floodWaits " + floodWaits);
            }
        }
    }

    /** Takes a copy of the way and checks that nothing is missing. */
    public Job {
        requireNonNull(watch, "watch");
        requireNonNull(payload, "payload");
        requireNonNull(due, "due");
        requireNonNull(tries, "tries");
        visited = List.copyOf(visited);
        if (reserve < 0) {
            throw new IllegalArgumentException("reserve must not be negative, but is " + reserve);
        }
    }

    /**
     * Returns a copy after another try.
     *
     * @param after the state of its tries by now
     * @return a new job
     */
    public Job with(Tries after) {
        return new Job(watch, destination, topic, payload, due, visited, reserve, after);
    }

    /**
     * Returns a copy with another payload.
     *
     * @param rest the content left to send
     * @return a new job
     */
    public Job with(Payload rest) {
        return new Job(watch, destination, topic, rest, due, visited, reserve, tries);
    }

    /**
     * Returns a copy for another chat.
     *
     * @param chatId the chat
     * @return a new job
     */
    public Job to(long chatId) {
        return new Job(watch, chatId, topic, payload, due, visited, reserve, tries);
    }
}
