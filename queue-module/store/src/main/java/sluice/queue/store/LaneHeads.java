package sluice.queue.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.queue.store.tables.Turn;

/** The first deliveries of lanes, in the order of their turns. Guarded by the {@link ReadAhead}. */
final class LaneHeads {

    @Bounded("queue.max-size: each has a job")
    private final TreeMap<Turn, LaneHead> byTurn = new TreeMap<>();

    @Bounded("the heads")
    private final Map<Long, LaneHead> byLane = new HashMap<>();

    private int jobs;
    private int pinnedJobs;

    void add(LaneHead head) {
        byTurn.put(head.turn(), head);
        byLane.put(head.lane(), head);
        jobs += head.jobs().size();
        pinnedJobs += head.pin().isPresent() ? head.jobs().size() : 0;
    }

    void remove(LaneHead head) {
        byTurn.remove(head.turn());
        byLane.remove(head.lane());
        jobs -= head.jobs().size();
        pinnedJobs -= head.pin().isPresent() ? head.jobs().size() : 0;
    }

    /** Leaves only what has ended deliveries behind it that the disk does not know. */
    void clear() {
        List<LaneHead> staying = byTurn.values().stream()
                .filter(head -> head.batch().isPresent())
                .toList();
        byTurn.clear();
        byLane.clear();
        jobs = 0;
        pinnedJobs = 0;
        staying.forEach(this::add);
    }

    /** The head whose turn is first; null when there is none. */
    LaneHead first() {
        return byTurn.isEmpty() ? null : byTurn.firstEntry().getValue();
    }

    Optional<LaneHead> of(long lane) {
        return Optional.ofNullable(byLane.get(lane));
    }

    /** The last of those that need not be here, unless it is the first of all; null when there is none. */
    LaneHead lastOnDisk() {
        for (LaneHead head : byTurn.descendingMap().values()) {
            if (!head.mustStay()) {
                return head.turn().equals(byTurn.firstKey()) ? null : head;
            }
        }
        return null;
    }

    /** The lanes whose first delivery was claimed with others. */
    Stream<Long> inBatches() {
        return byLane.values().stream().filter(head -> head.batch().isPresent()).map(LaneHead::lane);
    }

    /** The lanes put back after a time. */
    List<Long> freedAfter(long time) {
        return byTurn.values().stream()
                .filter(head -> head.pin().filter(pin -> pin.freedAt() > time).isPresent())
                .map(LaneHead::lane)
                .toList();
    }

    int size() {
        return byTurn.size();
    }

    /** The total number of their jobs. */
    int jobs() {
        return jobs;
    }

    /** The number of jobs in heads that differ from what is on the disk. */
    int pinnedJobs() {
        return pinnedJobs;
    }
}
