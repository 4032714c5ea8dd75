package sluice.store;

import sluice.api.Delivery;

/** A delivery from its taking to its end. */
final class UnderWay {

    private final Head head;
    private final Delivery delivery;
    private volatile boolean begun;

    UnderWay(Head head, long id) {
        this.head = head;
        this.delivery = new Delivery(id, head.jobs());
    }

    Head head() {
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

    /** Whether it is on the disk that its call is made. */
    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }
}
