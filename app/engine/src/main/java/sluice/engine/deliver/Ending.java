package sluice.engine.deliver;

import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;

/**
 * Ends a delivery on a thread that looks for the next one itself: that the queue has changed need not be told to the dispatcher then,
 * and this thread can tell that it is so.
 */
final class Ending {

    private static final ScopedValue<Boolean> UNDER_WAY = ScopedValue.newInstance();

    private Ending() {}

    static void settle(MessageQueue queue, Delivery delivery, Outcome outcome) {
        ScopedValue.where(UNDER_WAY, true).run(() -> queue.settle(delivery, outcome));
    }

    /** True if this thread is ending a delivery. */
    static boolean isUnderWay() {
        return UNDER_WAY.isBound();
    }
}
