package sluice.engine.deliver;

import sluice.api.Delivery;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.telegram.Reply;

/** The result of one try to send a delivery. */
sealed interface Attempt {

    /** It was filtered, without a call. */
    record Skipped(Refusal refusal) implements Attempt, Composed {
        Skipped(SkipReason reason) {
            this(Refusal.of(reason));
        }
    }

    /** A step failed, and its watch does not want the message to be sent without it. */
    record Held(String step) implements Attempt, Composed {}

    /** The queue cannot record at present that the call is made, so it was not. */
    record NotBegun() implements Attempt {}

    /** The call was made. */
    record Called(Delivery tried, Reply reply, Body body) implements Attempt {}
}
