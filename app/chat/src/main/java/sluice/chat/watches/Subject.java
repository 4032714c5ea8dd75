package sluice.chat.watches;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;

/**
 * The watch that a dialog is about.
 *
 * @param watch as it is now
 * @param kind where it stands
 */
public record Subject(Watch watch, Kind kind) {

    /** The place in which a watch is stored. */
    enum Kind {
        /** In the dialog only: it is being made. */
        DRAFT,
        /** In the data directory. */
        KEPT,
        /** In the configuration file, where alone it can be changed. */
        FIXED
    }

    /** A chat that is still to be named. */
    static final long UNNAMED = 0;

    private static final String ID = "watch";
    private static final String SEEN = "seen";
    private static final String DRAFT = "draft-";

    /** The data that a dialog carries: all of a draft, of others the id and how it looks now. */
    Map<String, String> data() {
        Map<String, String> data = new HashMap<>();
        if (kind == Kind.DRAFT) {
            WatchForm.of(watch).forEach((key, value) -> data.put(DRAFT + key, value));
        } else {
            data.put(ID, watch.id());
            data.put(SEEN, look(watch));
        }
        return data;
    }

    /** The id of the watch that a dialog carries; empty when it is a draft. */
    static Optional<String> id(Map<String, String> data) {
        return Optional.ofNullable(data.get(ID));
    }

    /** The draft that a dialog carries. */
    static Subject draft(Map<String, String> data) {
        Map<String, String> form = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(DRAFT)) {
                form.put(key.substring(DRAFT.length()), value);
            }
        });
        return new Subject(WatchForm.watch(form), Kind.DRAFT);
    }

    /** True if it looks as it did when the dialog showed it. It may have been changed by a command or by another admin. */
    boolean isAsSeen(Map<String, String> data) {
        return kind == Kind.DRAFT || look(watch).equals(data.get(SEEN));
    }

    boolean isComplete() {
        return watch.source() != UNNAMED && watch.destination() != UNNAMED;
    }

    boolean isFixed() {
        return kind == Kind.FIXED;
    }

    private static String look(Watch watch) {
        return Integer.toHexString(WatchForm.of(watch).hashCode());
    }
}
