package sluice.store;

import java.util.Optional;
import sluice.api.Delivery;

/** A delivery from its taking to its end. */
final class UnderWay {

    private final Head head;
    private final Delivery delivery;
    private volatile boolean begun;
    private volatile boolean first = true;
    private volatile Optional<Run> run;

    UnderWay(Head head, long id) {
        this.head = head;
        this.run = head.run();
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

    /** What it was claimed with; empty when it was not. */
    Optional<Run> run() {
        return run;
    }

    /** It is the first of a run. */
    void leads(Run claimed) {
        run = Optional.of(claimed);
    }

    /** Whether it is on the disk that its call is made. */
    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    /** Whether it would be the first of its lane if it were put back. */
    boolean isFirst() {
        return first;
    }

    /** Others were moved into its lane, some of which may go before it. */
    void overtaken() {
        first = false;
    }
}
