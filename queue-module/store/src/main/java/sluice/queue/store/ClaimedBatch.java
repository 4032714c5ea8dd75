package sluice.queue.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Copy;
import sluice.queue.store.claims.Claim;
import sluice.queue.store.claims.ClaimBlock;
import sluice.queue.store.tables.JobTable.Entry;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Times;
import sluice.queue.store.tables.Turn;

/**
 * Deliveries of a lane that were claimed together: each follows the one before without the disk being asked. On the disk all of them
 * wait, until the lane is changed for another reason, or the last of them ends. Guarded by the {@link ReadAhead}, but for what is written
 * into the block, which only the thread does that has the present one in flight.
 */
final class ClaimedBatch {

    private final ClaimBlock block;

    @Bounded("ClaimFile.SLOTS")
    private final List<Entry> entries;

    @Bounded("the entries")
    private final List<Done> done = new ArrayList<>();

    private int present;
    private long freedAt = Times.NEVER_BEFORE;
    private boolean cut;

    ClaimedBatch(ClaimBlock block, List<Entry> entries) {
        this.block = block;
        this.entries = List.copyOf(entries);
    }

    /**
     * A delivery that has ended, which the disk does not know yet.
     *
     * @param entry what it was
     * @param copy what became of it, where that is to be remembered
     */
    record Done(Entry entry, Optional<Copy> copy) {}

    ClaimBlock block() {
        return block;
    }

    /** Writes down how far the present one has come; {@code false} when that cannot be kept. */
    boolean step(Claim.State state, int copy) {
        return block.step(present, entries.get(present).place(), state, copy);
    }

    /** The time at which its lane was last free. */
    long freedAt() {
        return freedAt;
    }

    /** True if part of the batch comes after a given place. */
    boolean isBehind(Place place) {
        return place.compareTo(entries.getLast().place()) < 0;
    }

    /** The number of deliveries after the present one. */
    int after() {
        return entries.size() - present - 1;
    }

    /** True if another delivery follows the present one. */
    boolean goesOn() {
        return !cut && after() > 0;
    }

    /** Ends the batch after the present delivery: the lane changes. */
    void cut() {
        cut = true;
    }

    /** The present one has ended; the next one as the head of its lane, which is free from now on. */
    LaneHead next(Optional<Copy> copy, long now) {
        done.add(new Done(entries.get(present), copy));
        present++;
        freedAt = now;
        Entry entry = entries.get(present);
        Turn turn = new Turn(Math.max(now, entry.place().due()), entry.place().entry());
        return new LaneHead(entry.lane(), entry.place(), entry.jobs(), turn, Optional.empty(), Optional.of(this));
    }

    /** The deliveries that have ended and that the disk does not know, in their order. */
    List<Done> done() {
        return List.copyOf(done);
    }

    /** The disk knows the first of them now. */
    void applied(int count) {
        done.subList(0, count).clear();
    }
}
