package sluice.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A bounded queue of accepted jobs that are not yet delivered, with one lane per destination. Implementations are
 * thread-safe, and no method waits for room or for work.
 *
 * <p>In a lane, jobs go out by their due time and then by arrival, one delivery at a time: a lane is busy from
 * {@link #take} to {@link #settle}. A job that is retried stays at the head of its lane. The members of an album stand
 * where its first member stands, and go out as one delivery (see {@link Album}); the jobs behind wait for it, so that
 * order is kept. Lanes do not wait for each other.
 */
public interface MessageQueue extends Component {

    /**
     * Hands jobs in: all of them, or none. Called by the intake thread, and for single notices by others.
     *
     * <p>With {@code queue.when-full: drop} the jobs for which there is no room are dropped and counted instead.
     *
     * <p>A batch without jobs keeps its offset, and a full queue accepts it: each answer of Telegram that holds updates ends in
     * an offer, whether they make jobs or not. What is refused is not confirmed to Telegram and is offered again, so a queue
     * must refuse whatever it cannot keep, for lack of room or because it cannot write, or may not any more, at present.
     *
     * @param batch jobs, perhaps none, and the next offset, kept in one step
     * @return the result; {@link Offer#FULL} at once when nothing of it is kept
     */
    Offer offer(Batch batch);

    /**
     * The number of jobs that could be handed in now.
     *
     * @return 0 or more; only {@link #offer} and the places reserved by jobs make it less
     */
    int room();

    /**
     * The offset stored with the last batch.
     *
     * @return the offset for the first getUpdates, 0 when none was stored
     */
    long offset();

    /**
     * True if its jobs outlive the process. If not, they are delivered before it stops, as far as time allows.
     *
     * @return a constant
     */
    boolean durable();

    /**
     * Takes the next delivery that is ready, and makes its lane busy. Called by the delivery thread.
     *
     * @return empty if nothing is ready now
     */
    Optional<Delivery> take();

    /**
     * Records that the call of a delivery is about to be made, and returns when that is kept. A durable queue that finds such
     * a delivery after a crash does not know its outcome: it becomes a dead letter and is not repeated. One that was taken
     * and not begun waits again. Called by the delivery's own thread; what is filtered without a call is not begun.
     *
     * @param delivery a delivery that {@link #take} returned
     * @return {@code false} when it cannot be kept at present; the call must not be made then
     */
    boolean begin(Delivery delivery);

    /**
     * The next time at which {@link #take} could return something, if nothing changes until then.
     *
     * @return a time that may have passed; empty when all that waits, if anything, waits for busy lanes
     */
    Optional<Instant> nextReady();

    /**
     * Ends a delivery and frees its lane.
     *
     * @param delivery a delivery that {@link #take} returned; each is settled once
     * @param outcome its result
     * @throws IllegalArgumentException if the delivery is not under way
     */
    void settle(Delivery delivery, Outcome outcome);

    /**
     * Lets a lane go on at once, whatever it waits for but due times and albums.
     *
     * @param destination the lane's chat
     */
    void release(long destination);

    /**
     * Moves all that waits for a chat to its new id, in order. A delivery under way is not touched.
     *
     * @param from the old id
     * @param to the new id
     */
    void move(long from, long to);

    /**
     * The number of jobs that wait for a chat, those under way included.
     *
     * @param destination the chat
     * @return 0 or more
     */
    int waiting(long destination);

    /**
     * Makes dead letters of the jobs that wait for a chat, but for the first ones.
     *
     * @param destination the chat
     * @param keep the number of jobs that may go on waiting, 0 or more; a delivery under way counts but is not touched, and an
     *     album is kept or given up as a whole
     * @param detail why, for the dead letters, whose reason is {@link DeadLetter.Reason#CHAT_UNUSABLE}
     * @return the number of new dead letters, 0 or more
     */
    int giveUp(long destination, int keep, String detail);

    /** Lets albums go out as they are, without waiting for further members: the bot is stopping. */
    void flush();

    /**
     * Asks to be notified of changes. Called once, before any work.
     *
     * @param listener called from any thread, never under a lock of the queue, after each change that may have made
     *     work ready or room free; it must be quick
     */
    void onChange(Runnable listener);

    /**
     * The copy that a watch made of a message.
     *
     * @param watch the watch's id
     * @param chatId the chat in which the original stands
     * @param messageId the original's id there
     * @return empty if there is none, or it is not remembered any more
     */
    Optional<Copy> copyOf(String watch, long chatId, int messageId);

    /**
     * The due time of a message that waits for a chat or is being sent there. A job for the same chat that is due no
     * earlier and is handed in later goes out after it.
     *
     * @param destination the chat it goes to
     * @param watch the id of the watch that sends it
     * @param chatId the chat in which the original stands
     * @param messageId the original's id there
     * @return empty if it neither waits nor is under way, or the queue cannot tell
     */
    default Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        return Optional.empty();
    }

    /**
     * A text of the bot that is kept beside the jobs, such as the copy requests that are not over. Called when the bot
     * starts.
     *
     * <p>A text that cannot be read must not be taken for one that is not there, since the bot would replace it: when this
     * throws, the bot does not start.
     *
     * @param name the text's name
     * @return empty if there is none of this name
     */
    Optional<String> text(String name);

    /**
     * Keeps a text in place of the one of the same name, and returns when it is kept as safely as the jobs. Called from any
     * thread, for each name by one at a time.
     *
     * @param name the text's name, not empty; the bot has a few, and a queue may refuse more than 100
     * @param text the text, which may be some MB long; an empty one removes what was kept
     * @return {@code false} when it cannot be kept at present; what was kept before stays then
     */
    boolean keepText(String name, String text);

    /**
     * The problem, such as a full disk, that keeps the queue from taking in and handing out jobs at present. It goes on
     * by itself as soon as it can. Called from any thread; it must not block.
     *
     * @return one sentence for whoever runs the bot; empty when all is well
     */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * The jobs that could not be delivered.
     *
     * @return the same object each time
     */
    DeadLetters deadLetters();
}
