package sluice.engine.steps;

import sluice.api.StepMessage;
import sluice.base.content.Details;
import sluice.base.content.Entities;

/** Shows messages to steps. */
public final class StepMessages {

    private StepMessages() {}

    /**
     * A message as steps see it.
     *
     * @param chatId the chat in which it stands
     * @param messageId its id there
     * @param text its text or caption
     * @param details what else is known of it
     * @return the message that steps get
     */
    public static StepMessage of(long chatId, int messageId, String text, Details details) {
        return new StepMessage(
                chatId,
                messageId,
                details.topic(),
                details.media(),
                details.sender(),
                details.media().takesCaption(),
                Entities.text(text, details.entities()));
    }
}
