package sluice.api;

/**
 * The queue's answer to a batch.
 *
 * @param accepted {@code false} when the queue is full and nothing was taken
 * @param duplicates jobs that were left out because the same was taken before (a durable queue knows)
 * @param dropped jobs that were left out because the queue is full and {@code queue.when-full} is {@code drop}
 */
public record Offer(boolean accepted, int duplicates, int dropped) {

    /** A refused batch: the queue is full. */
    public static final Offer FULL = new Offer(false, 0, 0);

    /** A batch that was taken in full. */
    public static final Offer ACCEPTED = new Offer(true, 0, 0);
}
