package sluice.queue.store;

import java.util.Optional;
import sluice.api.Delivery;
import sluice.queue.store.tables.Place;

/** A delivery from its taking to its end. */
final class InFlight {

    private final LaneHead head;
    private final Delivery delivery;
    private volatile boolean begun;
    private volatile boolean first = true;
    private volatile Optional<ClaimedBatch> batch;

    InFlight(LaneHead head, long id) {
        this.head = head;
        this.batch = head.batch();
        this.delivery = new Delivery(id, head.jobs());
    }

    LaneHead head() {
        return head;
    }

    Delivery delivery() {
        return delivery;
    }

    long lane() {
        return head.lane();
    }

    Place place() {
        return head.place();
    }

    /** The batch that it was claimed with; empty for none. */
    Optional<ClaimedBatch> batch() {
        return batch;
    }

    /** Makes it the first of a batch. */
    void leads(ClaimedBatch claimed) {
        batch = Optional.of(claimed);
    }

    /** True if the start of its call is recorded on disk. */
    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    /** True if it would be the first of its lane when put back. */
    boolean isFirst() {
        return first;
    }

    /** Others were moved into its lane, some of which may go before it. */
    void overtaken() {
        first = false;
    }
}
