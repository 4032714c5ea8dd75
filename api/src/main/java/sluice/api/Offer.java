package sluice.api;

/**
 * The queue's answer to a batch.
 *
 * @param accepted {@code false} when nothing was taken and the offset is as before: the queue is full, or cannot write at present
 * @param duplicates jobs that were skipped because the same was received before (a durable queue knows)
 * @param dropped jobs that were dropped because the queue is full and {@code queue.when-full} is {@code drop}
 */
public record Offer(boolean accepted, int duplicates, int dropped) {

    /** A refused batch: the queue is full, or cannot write at present. */
    public static final Offer FULL = new Offer(false, 0, 0);

    /** A batch that was accepted in full. */
    public static final Offer ACCEPTED = new Offer(true, 0, 0);
}
