package sluice.queue.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import sluice.api.Bounded;

/** The lanes that have something to do, and the free ones of them in the order in which it is their turn. */
final class Lanes {

    @Bounded("queue.max-size: a lane without a job is removed")
    private final Map<Long, Lane> byDestination = new HashMap<>();

    @Bounded("the lanes")
    private final TreeSet<Lane> free = new TreeSet<>();

    private boolean flushing;

    /** The lane of a chat, or null. */
    Lane find(long destination) {
        return byDestination.get(destination);
    }

    /** The lane of a chat; a new one stays only if {@link #update} finds it in use. */
    Lane at(long destination) {
        return byDestination.computeIfAbsent(destination, Lane::new);
    }

    /** The free lane whose turn is next, or null. */
    Lane next() {
        return free.isEmpty() ? null : free.getFirst();
    }

    /** Puts a lane to where it belongs after a change: into the list of free ones, out of it, or away. */
    void update(Lane lane) {
        if (lane.isIdle()) {
            byDestination.remove(lane.destination());
        }
        if (lane.isListed()) {
            free.remove(lane);
            lane.unlist();
        }
        if (lane.canGo()) {
            lane.list(flushing);
            free.add(lane);
        }
    }

    /** Lets albums go out without waiting for members, these and later ones. */
    void flush() {
        flushing = true;
        byDestination.values().forEach(this::update);
    }

    void forgetTurnsAfter(Instant now) {
        for (Lane lane : byDestination.values()) {
            lane.forgetTurnAfter(now);
            update(lane);
        }
    }

    int size() {
        return byDestination.size();
    }
}
