package sluice.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Delivery;

/** What the host has taken and not ended; it decides how much that may be. Guarded by the {@link Window}. */
final class Works {

    @Bounded("the deliveries that the host has under way")
    private final Map<Long, UnderWay> byLane = new HashMap<>();

    @Bounded("the deliveries that the host has under way")
    private final Map<Long, UnderWay> ending = new HashMap<>();

    private int jobs;
    private long deliveries;

    UnderWay begin(Head head) {
        UnderWay work = new UnderWay(head, ++deliveries);
        byLane.put(head.lane(), work);
        jobs += head.jobs().size();
        return work;
    }

    UnderWay find(Delivery delivery) {
        UnderWay work = byLane.get(delivery.destination());
        if (work == null || work.delivery().id() != delivery.id() || ending.containsKey(delivery.destination())) {
            throw new IllegalArgumentException("delivery " + delivery.id() + " is not under way");
        }
        return work;
    }

    /** The same, for the one who ends it: nobody else finds it after that. */
    UnderWay end(Delivery delivery) {
        UnderWay work = find(delivery);
        ending.put(work.lane(), work);
        return work;
    }

    void free(UnderWay work) {
        byLane.remove(work.lane());
        ending.remove(work.lane());
        jobs -= work.head().jobs().size();
    }

    Optional<UnderWay> of(long lane) {
        return Optional.ofNullable(byLane.get(lane));
    }

    /** The lanes of those that were claimed with others. */
    List<Long> inRuns() {
        return byLane.values().stream()
                .filter(work -> work.run().isPresent())
                .map(UnderWay::lane)
                .toList();
    }

    int size() {
        return byLane.size();
    }

    /** How many jobs they have together. */
    int jobs() {
        return jobs;
    }
}
