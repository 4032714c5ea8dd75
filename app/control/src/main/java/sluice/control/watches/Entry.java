package sluice.control.watches;

import java.util.List;
import sluice.api.Watch;

/** One watch of a file that is imported. */
public sealed interface Entry {

    /**
     * The place of the entry in its file; for example {@code watches[2]}, or {@code 123456/-1001111111111} for a user
     * and a watch key.
     */
    String name();

    /** It can be taken over. The notes are what its owner should know, in words of one line each. */
    record Right(String name, Watch watch, List<String> notes) implements Entry {}

    /** It cannot be taken over; the reason is everything that is wrong with it, in one line. */
    record Wrong(String name, String reason) implements Entry {}
}
