package sluice.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One random operation on a queue.
 *
 * @param kind what is done
 * @param chat which of a few chats it is about
 * @param number a number that it needs: a count, a delay, an album, a choice
 * @param other another one
 */
public record QueueStep(Kind kind, int chat, int number, int other) {

    private static final int CHATS = 4;
    private static final int NUMBERS = 16;

    /** Each kind as often as it is to happen. */
    private static final List<Kind> DRAWN = drawn();

    /** The number of steps that there are to draw from. */
    public static final int CODES = DRAWN.size() * CHATS * NUMBERS * NUMBERS;

    /**
     * Draws a step. A generator of whole numbers makes steps with it, and a test needs no other library for that.
     *
     * @param code 0 or more and less than {@link #CODES}; each the same chance makes good plans
     * @return the step
     */
    public static QueueStep of(int code) {
        int numbers = code / (DRAWN.size() * CHATS);
        return new QueueStep(
                DRAWN.get(code % DRAWN.size()), code / DRAWN.size() % CHATS, numbers % NUMBERS, numbers / NUMBERS);
    }

    private static List<Kind> drawn() {
        List<Kind> drawn = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            drawn.addAll(Collections.nCopies(kind.weight, kind));
        }
        return List.copyOf(drawn);
    }

    /** Operations. */
    public enum Kind {
        /** One job is handed in. */
        OFFER(6),
        /** A member of an album is handed in. */
        OFFER_ALBUM(8),
        /** Several jobs are handed in together. */
        OFFER_BATCH(4),
        /** The next delivery is taken. */
        TAKE(14),
        /** A delivery succeeds. */
        DONE(5),
        /** A delivery succeeds and triggers a job. */
        FOLLOWED(2),
        /** A delivery is to be tried again. */
        RETRY(4),
        /** A delivery finds that its chat has moved. */
        MOVED(1),
        /** A delivery fails for good. */
        DEAD(2),
        /** A lane is tried at once. */
        RELEASE(2),
        /** A lane moves to another chat. */
        MOVE(1),
        /** All that waits in a lane is given up. */
        GIVE_UP(1),
        /** A dead letter is handed in again. */
        RETRY_LETTER(1),
        /** A dead letter is thrown away. */
        DISCARD(1),
        /** The queue is cleaned. */
        CLEAN(1),
        /** Albums are let go; a plan does it once at most. */
        FLUSH(0),
        /** Time passes. */
        PASS(6);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }
}
