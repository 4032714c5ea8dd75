package sluice.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Payload;

/**
 * Makes jobs for tests of queues. Every destination has a watch of its own, and a message id is to be used once per
 * destination: a durable queue knows repeats.
 */
public final class Jobs {

    /** The chat from which every message comes. */
    public static final long SOURCE = -1001000000000L;

    private Jobs() {}

    /**
     * A message for a chat.
     *
     * @param destination the destination chat's id
     * @param messageId the message's id in {@link #SOURCE}
     * @param due when it may be sent
     * @return the job
     */
    public static Job relay(long destination, int messageId, Instant due) {
        return relay(destination, messageId, due, Optional.empty());
    }

    /**
     * A member of an album.
     *
     * @param destination the destination chat's id
     * @param messageId the message's id in {@link #SOURCE}
     * @param due when it may be sent
     * @param key the key of the album
     * @param quiet how long no further member may come before the album goes out
     * @return the job
     */
    public static Job member(long destination, int messageId, Instant due, String key, Duration quiet) {
        return relay(destination, messageId, due, Optional.of(new Album(key, quiet)));
    }

    /**
     * A text of the bot itself.
     *
     * @param destination the destination chat's id
     * @param body the text to send
     * @param due when it may be sent
     * @return the job
     */
    public static Job text(long destination, String body, Instant due) {
        return new Job("", destination, 0, new Payload.Text(body), due, List.of(), 0, Job.Tries.NONE);
    }

    /**
     * The same job with places reserved.
     *
     * @param job the job to copy
     * @param reserve how many places to keep for jobs that it may trigger
     * @return a new job
     */
    public static Job reserving(Job job, int reserve) {
        return new Job(
                job.watch(),
                job.destination(),
                job.topic(),
                job.payload(),
                job.due(),
                job.visited(),
                reserve,
                job.tries());
    }

    /**
     * The message that a job is about.
     *
     * @param job a job that relays a message
     * @return its id
     */
    public static int id(Job job) {
        return ((Payload.Relay) job.payload()).messageId();
    }

    /**
     * The messages that a delivery is about.
     *
     * @param delivery a delivery of jobs that relay messages
     * @return their ids in its order
     */
    public static List<Integer> ids(Delivery delivery) {
        return delivery.jobs().stream().map(Jobs::id).toList();
    }

    private static Job relay(long destination, int messageId, Instant due, Optional<Album> album) {
        Payload payload = new Payload.Relay(SOURCE, messageId, 0, "", album);
        return new Job("to" + destination, destination, 0, payload, due, List.of(SOURCE), 0, Job.Tries.NONE);
    }
}
