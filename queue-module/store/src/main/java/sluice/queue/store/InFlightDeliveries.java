package sluice.queue.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Delivery;

/**
 * The deliveries that the host has taken and not ended; the host decides how many that may be. Guarded by the
 * {@link ReadAhead}.
 */
final class InFlightDeliveries {

    @Bounded("the deliveries that the host has in flight")
    private final Map<Long, InFlight> byLane = new HashMap<>();

    @Bounded("the deliveries that the host has in flight")
    private final Map<Long, InFlight> ending = new HashMap<>();

    private int jobs;
    private long deliveries;

    InFlight begin(LaneHead head) {
        InFlight work = new InFlight(head, ++deliveries);
        byLane.put(head.lane(), work);
        jobs += head.jobs().size();
        return work;
    }

    InFlight find(Delivery delivery) {
        InFlight work = byLane.get(delivery.destination());
        if (work == null || work.delivery().id() != delivery.id() || ending.containsKey(delivery.destination())) {
            throw new IllegalArgumentException("delivery " + delivery.id() + " is not in flight");
        }
        return work;
    }

    /** Finds a delivery in order to end it: nobody else finds it after that. */
    InFlight end(Delivery delivery) {
        InFlight work = find(delivery);
        ending.put(work.lane(), work);
        return work;
    }

    void free(InFlight work) {
        byLane.remove(work.lane());
        ending.remove(work.lane());
        jobs -= work.head().jobs().size();
    }

    Optional<InFlight> of(long lane) {
        return Optional.ofNullable(byLane.get(lane));
    }

    /** The lanes of those that were claimed with others. */
    Stream<Long> inBatches() {
        return byLane.values().stream().filter(work -> work.batch().isPresent()).map(InFlight::lane);
    }

    int size() {
        return byLane.size();
    }

    /** The total number of their jobs. */
    int jobs() {
        return jobs;
    }
}
