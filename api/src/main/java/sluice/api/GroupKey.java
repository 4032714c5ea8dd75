package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * An album on its way by one watch.
 *
 * @param user the watch's owner
 * @param watch the watch's id
 * @param destination the chat it goes to
 * @param mode the handling of the album
 * @param mediaGroupId Telegram's id of the album
 */
public record GroupKey(long user, String watch, long destination, Mode mode, String mediaGroupId) {

    /** The handling of an album. */
    public enum Mode {
        /** It is forwarded or copied. */
        FORWARD,
        /** It is kept as a note. */
        RECORD
    }

    /** Checks that nothing is missing. */
    public GroupKey {
        requireNonNull(watch, "watch");
        requireNonNull(mode, "mode");
        requireNonNull(mediaGroupId, "mediaGroupId");
    }
}
