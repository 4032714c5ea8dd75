package sluice.queue.store.tables;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The lanes that have jobs, in the order of their turns. */
public interface LaneTable {

    /** A lane and its turn. */
    record Listed(long lane, Turn turn) {}

    /**
     * The time from which a lane may go.
     *
     * @param notBefore not earlier than that
     * @param freedAt since when it is free
     */
    record Pause(long notBefore, long freedAt) {

        /** The pause of a lane that has no job. */
        public static final Pause NONE = new Pause(Times.NEVER_BEFORE, Times.NEVER_BEFORE);
    }

    /** The pauses of lanes; those that have no job are left out. */
    Map<Long, Pause> find(Collection<Long> lanes);

    void put(long lane, Pause pause, Turn turn);

    void delete(long lane);

    List<Listed> inOrder(int limit);

    /** Lanes that were freed after a time, which is in the future when the clock was set back. */
    List<Long> freedAfter(long now, int limit);
}
