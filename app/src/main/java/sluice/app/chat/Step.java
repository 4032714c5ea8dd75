package sluice.app.chat;

import java.util.Map;
import java.util.Optional;
import sluice.app.telegram.Update;

/** A step of the dialog about watches: what is done there by a tap or a message. */
interface Step {

    /** Its name in the state of the dialog. */
    String name();

    /**
     * A button of the screen that is shown now.
     *
     * @param data what the step was entered with
     * @param verb which button; it comes from the user's program and may be anything
     * @return empty when there is no such button
     */
    Optional<Answer> tap(Visit visit, Map<String, String> data, String verb);

    /** A message; empty when the step waits for none. */
    default Optional<Answer> told(Visit visit, Map<String, String> data, Update.Written message) {
        return Optional.empty();
    }
}
