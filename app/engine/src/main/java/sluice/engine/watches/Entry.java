package sluice.engine.watches;

import static java.util.Objects.requireNonNull;

import java.util.List;
import sluice.api.Watch;

/** One watch of a file that is imported. */
public sealed interface Entry {

    /**
     * The place of the entry in its file.
     *
     * @return for example {@code watches[2]}, or {@code 123456/-1001111111111} for a user and a watch key
     */
    String name();

    /**
     * It can be taken over.
     *
     * @param name where it stands
     * @param watch what stands there
     * @param notes what its owner should know, in words of one line each
     */
    record Right(String name, Watch watch, List<String> notes) implements Entry {

        /** Takes a copy. */
        public Right {
            requireNonNull(name, "name");
            requireNonNull(watch, "watch");
            notes = List.copyOf(notes);
        }
    }

    /**
     * It cannot be taken over.
     *
     * @param name where it stands
     * @param reason everything that is wrong with it, in one line
     */
    record Wrong(String name, String reason) implements Entry {

        /** Checks that nothing is missing. */
        public Wrong {
            requireNonNull(name, "name");
            requireNonNull(reason, "reason");
        }
    }
}
