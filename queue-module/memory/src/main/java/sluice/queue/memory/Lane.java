package sluice.queue.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import sluice.api.Album;
import sluice.api.Bounded;
import sluice.api.Job;

/** The queue of one destination: its waiting deliveries and the one in flight. */
final class Lane implements Comparable<Lane> {

    private final long destination;

    @Bounded("queue.max-size: each entry has a job, each job a place")
    private final TreeSet<Entry> entries = new TreeSet<>();

    @Bounded("the entries of this lane")
    private final Map<String, AlbumEntry> open = new HashMap<>(0);

    private Instant notBefore = Instant.MIN;
    private Instant freedAt = Instant.MIN;
    private Entry inFlight;
    private long delivery;
    private int jobs;
    private Instant listedAt;
    private long listedArrival;

    Lane(long destination) {
        this.destination = destination;
    }

    long destination() {
        return destination;
    }

    /** The number of jobs that wait or are in flight. */
    int jobs() {
        return jobs;
    }

    /** Adds a job, to its album where that is still open; {@code false} when that has the message already. */
    boolean add(Job job, long arrival, Instant now) {
        Optional<Album> album = AlbumEntry.albumOf(job);
        if (album.isEmpty()) {
            insert(new Entry(job.due(), arrival, List.of(job)));
            return true;
        }
        AlbumEntry entry = open.get(album.get().key());
        if (entry == null) {
            insert(new AlbumEntry(job, album.get(), arrival, now));
            return true;
        }
        if (!entry.add(job, album.get(), now)) {
            return false;
        }
        if (entry.complete()) {
            open.remove(entry.key());
        }
        jobs++;
        return true;
    }

    /** Makes the lane busy with its first entry. */
    Entry take(long deliveryId) {
        inFlight = close(entries.pollFirst());
        delivery = deliveryId;
        return inFlight;
    }

    boolean busyWith(long deliveryId) {
        return inFlight != null && delivery == deliveryId;
    }

    /** The due time of a message that waits or is in flight. */
    Optional<Instant> dueOf(String watch, long chatId, int messageId) {
        return Stream.concat(Stream.ofNullable(inFlight), entries.stream())
                .filter(entry -> entry.relays(watch, chatId, messageId))
                .map(Entry::due)
                .findFirst();
    }

    /** Frees the lane of what was in flight. */
    Entry free(Instant now) {
        Entry was = inFlight;
        inFlight = null;
        jobs -= was.jobs().size();
        freedAt = now;
        return was;
    }

    /**
     * Puts an entry at its place in the order. An album goes on getting members, unless the lane has an open part of it
     * already: then nothing is left to wait for.
     */
    void insert(Entry entry) {
        boolean second =
                entry instanceof AlbumEntry album && !album.complete() && open.putIfAbsent(album.key(), album) != null;
        entries.add(second ? entry.closed() : entry);
        jobs += entry.jobs().size();
    }

    /**
     * Takes out what waits behind the first jobs.
     *
     * @param keep how many jobs may stay; what is in flight counts
     * @return the others, in order
     */
    Collection<Entry> removeAllBut(int keep) {
        Deque<Entry> removed = new ArrayDeque<>();
        while (jobs > keep && !entries.isEmpty()) {
            Entry last = close(entries.pollLast());
            jobs -= last.jobs().size();
            removed.addFirst(last);
        }
        return removed;
    }

    private Entry close(Entry entry) {
        if (entry instanceof AlbumEntry album) {
            open.remove(album.key(), album);
        }
        return entry;
    }

    void hold(Instant until) {
        notBefore = later(notBefore, until);
    }

    void release() {
        notBefore = Instant.MIN;
    }

    /** Corrects the turn of this lane after the clock was set back, so that it does not wait until it is there again. */
    void forgetTurnAfter(Instant now) {
        freedAt = freedAt.isAfter(now) ? now : freedAt;
    }

    boolean isIdle() {
        return inFlight == null && entries.isEmpty();
    }

    boolean canGo() {
        return inFlight == null && !entries.isEmpty();
    }

    boolean isListed() {
        return listedAt != null;
    }

    /** Since when, or from when on, the first entry may go; fixed while the lane is listed. */
    Instant listedAt() {
        return listedAt;
    }

    void list(boolean flushing) {
        Entry first = entries.getFirst();
        listedAt = later(later(notBefore, freedAt), first.readyAt(flushing));
        listedArrival = first.arrival();
    }

    void unlist() {
        listedAt = null;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public int compareTo(Lane other) {
        int byTime = listedAt.compareTo(other.listedAt);
        return byTime != 0 ? byTime : Long.compare(listedArrival, other.listedArrival);
    }
}
