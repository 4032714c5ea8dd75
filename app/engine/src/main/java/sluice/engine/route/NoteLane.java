package sluice.engine.route;

/**
 * The lanes in which notes wait in the queue: one for each source, under a number that no chat has. Notes are neither paced nor stopped by
 * the state of a chat, and hold up nobody's messages.
 */
public final class NoteLane {

    /** Telegram's ids of chats lie far below this, on both sides of 0. */
    private static final long BASE = 1L << 60;

    private static final long REACH = 1L << 53;

    private NoteLane() {}

    /** The lane of the notes of a chat. */
    public static long of(long source) {
        return BASE + source;
    }

    /** True if a lane is one of notes, and not that of a chat. */
    public static boolean is(long lane) {
        return Math.abs(lane - BASE) < REACH;
    }

    /** The chat whose notes wait in a lane. */
    public static long source(long lane) {
        return lane - BASE;
    }
}
