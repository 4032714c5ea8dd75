package sluice.chat.dialog;

import java.util.Map;
import java.util.Optional;
import sluice.telegram.model.Update;

/** A step of the dialog about watches: what is done there by a tap or a message. */
public interface DialogStep {

    /** Its name in the state of the dialog. */
    String name();

    /**
     * A button of the screen that is shown now.
     *
     * @param data what the step was entered with
     * @param verb which button; it comes from the user's program and may be anything
     * @return empty when there is no such button
     */
    Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb);

    /** A message; empty when the step waits for none. */
    default Optional<ChatAnswer> told(RequestContext context, Map<String, String> data, Update.Written message) {
        return Optional.empty();
    }
}
