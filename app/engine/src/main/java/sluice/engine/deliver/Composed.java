package sluice.engine.deliver;

import sluice.api.Delivery;

/** A delivery after the filters and steps of its watch: ready to be sent, or why it is not. */
sealed interface Composed permits Composed.Ready, Attempt.Skipped, Attempt.Held {

    /** It can be sent. The texts and captions in its body are of any length. */
    record Ready(Delivery delivery, Body body) implements Composed {}
}
