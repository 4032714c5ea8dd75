package sluice.dedup;

import java.util.concurrent.ThreadLocalRandom;

/** The newest messages: a strict LRU set of (chat id, message id) with an age limit. This class is thread-safe. */
final class MessageLru {

    /*
     * Every update of the bot passes through here, and what is promised is exact: the oldest entry goes when the first
     * one too many comes in, never another and never later. A cache that samples, batches or ranks by frequency does
     * not do that, and LinkedHashMap does it with three objects and some hundred bytes per entry. So it is built by
     * hand.
     *
     * Entries. An entry is an index from 1 to the capacity into parallel arrays: its chat, its message, the ticker's
     * reading when it was marked, its two neighbours, and where it stands in the table. The neighbours form a ring of all
     * entries, used or not, in which the oldest follows upon the newest and those that are not used are older than all
     * that are. So the entry that a new message takes is always the one behind the newest, and taking it is one step of
     * `newest`: no neighbour changes. All arrays are made once; afterwards nothing is allocated, so that there is nothing
     * to collect and nothing to run out of.
     *
     * Table. `slots` is an open-addressed hash table of entries, 0 being an empty slot, probed one by one to the right.
     * Its length is a power of two and 4 to 8 times the capacity, so that most searches end where they begin: what a
     * search costs is less the steps than the branches that the processor cannot foresee. Removal moves entries behind
     * the gap back to where a search expects them instead of leaving a tombstone: after a million removals the table is
     * as good as new.
     *
     * Memory. Neighbours and slots are numbers below 65,536 as long as the capacity is 16,384 or less, and then take two
     * bytes each: 26 in the entry arrays and 8 to 16 in the table. With the default of 200 entries that is 36.4 bytes
     * per entry, and less than 40 with every header and field. Above that capacity the table is 2 to 4 times as
     * long as the capacity, and what no longer fits into two bytes takes four.
     *
     * Hash. Chat ids are chosen by others. They are mixed with a secret that is drawn anew for every object, so that
     * nobody can prepare ids that fall into the same slots. But most messages follow upon the one before in their chat.
     * Within a run of 256 ids, each begins a golden section of the table further than the one before, which spreads any
     * number of them evenly: they never meet, and the processor foresees that they do not. That alone makes a miss twice
     * as fast.
     *
     * Age. A hit moves an entry to the newest end of the ring but does not make it younger. Hence the order of the ring
     * is not that of age, and finding what has expired means looking at all entries. `oldestMark` is never later than
     * any entry's mark: while even that has not expired, a sweep ends before it begins. The early sweep runs when the
     * count passes the threshold, and while it stays above, again after as many further inserts as the threshold says.
     * So a sweep that finds nothing is paid for by the inserts between; one that finds something brings the count down,
     * and the next is due when it passes the threshold again.
     *
     * Time. The ticker is read before the lock is taken, since it can cost more than all the rest. A reading that is
     * overtaken while its thread waits is a little older than it could be, as if the call had been made earlier.
     */

    /** The largest capacity whose table of four slots per entry is numbered with two bytes. */
    private static final int MAX_NARROW = 16_384;

    /** Ids that differ in these bits only follow upon one another in the table. */
    private static final int RUN_BITS = 8;

    private static final int RUN = (1 << RUN_BITS) - 1;

    private final long ttlNanos;
    private final int threshold;
    private final long secret;
    private final int shift;
    private final int mask;
    private final SpinLock lock = new SpinLock();

    private final long[] chats;
    private final int[] messages;
    private final long[] marks;
    private final Indexes newer;
    private final Indexes older;
    private final Indexes slotOf;
    private final Indexes slots;

    private int newest = 1;
    private int size;
    private int insertsSinceSweep;
    private long oldestMark;
    private long evictions;
    private long duplicates;

    /**
     * An empty set, with all the memory it will ever use.
     *
     * @param capacity the most entries it holds, from 1 to 2^28
     * @param ttlNanos an entry older than this reads as absent; 0 or more
     * @param threshold above this many entries those that have expired are swept early, 1 or more
     */
    MessageLru(int capacity, long ttlNanos, int threshold) {
        this(capacity, ttlNanos, threshold, ThreadLocalRandom.current().nextLong());
    }

    MessageLru(int capacity, long ttlNanos, int threshold, long secret) {
        this.ttlNanos = ttlNanos;
        this.threshold = threshold;
        this.secret = secret;
        int slotBits = slotBits(capacity);
        shift = Long.SIZE - slotBits;
        mask = (1 << slotBits) - 1;
        int length = capacity + 1;
        chats = new long[length];
        messages = new int[length];
        marks = new long[length];
        newer = new Indexes(length, capacity);
        older = new Indexes(length, capacity);
        slotOf = new Indexes(length, mask);
        slots = new Indexes(mask + 1, capacity);
        for (int entry = 1; entry <= capacity; entry++) {
            newer.set(entry, entry == capacity ? 1 : entry + 1);
            older.set(entry, entry == 1 ? capacity : entry - 1);
        }
    }

    /**
     * Checks and marks a message in one atomic step.
     *
     * @param now the ticker's reading
     * @return {@code true} when it is not here or has expired; it is marked now
     */
    boolean mark(long chat, int message, long now) {
        int home = home(chat, message);
        lock.lock();
        try {
            int slot = find(home, chat, message);
            int entry = slots.get(slot);
            if (entry == 0) {
                insert(home, slot, chat, message, now);
                return true;
            }
            if (entry != newest) {
                moveBehindNewest(entry);
                newest = entry;
            }
            if (expired(entry, now)) {
                marks[entry] = now;
                return true;
            }
            duplicates++;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the entries that have expired.
     *
     * @param now the ticker's reading
     * @return how many they were
     */
    int sweep(long now) {
        lock.lock();
        try {
            return sweepExpired(now);
        } finally {
            lock.unlock();
        }
    }

    /** The figures of one moment. */
    Figures figures() {
        lock.lock();
        try {
            return new Figures(size, evictions, duplicates);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What happened so far.
     *
     * @param size the entries kept, expired ones that no sweep has removed yet included
     * @param evictions entries that had to go because one more came in
     * @param duplicates messages that were found here and had not expired
     */
    record Figures(int size, long evictions, long duplicates) {}

    /** What the arrays take in memory, without their headers. */
    long bytes() {
        return 8L * chats.length
                + 4L * messages.length
                + 8L * marks.length
                + newer.bytes()
                + older.bytes()
                + slotOf.bytes()
                + slots.bytes();
    }

    private void insert(int home, int emptySlot, long chat, int message, long now) {
        boolean passesThreshold = size == threshold;
        int slot = emptySlot;
        int entry = newer.get(newest);
        if (size == capacity()) {
            int gap = closeGap(slotOf.get(entry));
            evictions++;
            if (distance(home, gap) < distance(home, slot)) {
                slot = gap;
            }
        } else {
            size++;
        }
        newest = entry;
        chats[entry] = chat;
        messages[entry] = message;
        marks[entry] = now;
        slots.set(slot, entry);
        slotOf.set(entry, slot);
        if (size == 1 || now - oldestMark < 0) {
            oldestMark = now;
        }
        insertsSinceSweep++;
        if (size > threshold && (passesThreshold || insertsSinceSweep >= threshold)) {
            sweepExpired(now);
        }
    }

    private int sweepExpired(long now) {
        insertsSinceSweep = 0;
        if (now - oldestMark <= ttlNanos) {
            return 0;
        }
        int before = size;
        long oldestKept = now;
        int entry = newest;
        for (int left = before; left > 0; left--) {
            int following = older.get(entry);
            if (expired(entry, now)) {
                release(entry);
            } else if (marks[entry] - oldestKept < 0) {
                oldestKept = marks[entry];
            }
            entry = following;
        }
        oldestMark = oldestKept;
        return before - size;
    }

    private boolean expired(int entry, long now) {
        return now - marks[entry] > ttlNanos;
    }

    /** Gives an entry up: it is older than all others from now on. */
    private void release(int entry) {
        closeGap(slotOf.get(entry));
        if (entry == newest) {
            newest = older.get(entry);
        } else {
            moveBehindNewest(entry);
        }
        size--;
    }

    private int capacity() {
        return chats.length - 1;
    }

    /** Empties a slot, moves entries behind it back as far as a search lets them, and returns the slot emptied last. */
    private int closeGap(int slot) {
        int gap = slot;
        int probe = following(slot);
        int entry;
        while ((entry = slots.get(probe)) != 0) {
            int home = home(chats[entry], messages[entry]);
            if (distance(home, probe) >= distance(gap, probe)) {
                slots.set(gap, entry);
                slotOf.set(entry, gap);
                gap = probe;
            }
            probe = following(probe);
        }
        slots.set(gap, 0);
        return gap;
    }

    /** The slot of an entry, or the empty one where it would go. */
    private int find(int home, long chat, int message) {
        int slot = home;
        int entry;
        while ((entry = slots.get(slot)) != 0 && (chats[entry] != chat || messages[entry] != message)) {
            slot = following(slot);
        }
        return slot;
    }

    private int following(int slot) {
        return (slot + 1) & mask;
    }

    /** How many steps to the right lead from one slot to another. */
    private int distance(int from, int to) {
        return (to - from) & mask;
    }

    private int home(long chat, int message) {
        return home(chat, message, secret, shift);
    }

    /** Where a search begins. The multipliers are odd numbers of well-scattered bits: digits of pi, of e, of the golden ratio. */
    static int home(long chat, int message, long secret, int shift) {
        long sum = (chat ^ secret) * 0x243F6A8885A308D3L + (message >>> RUN_BITS) * 0xB7E151628AED2A6BL;
        long place = (message & RUN) * 0x9E3779B97F4A7C15L;
        return (int) (((sum ^ (sum >>> 31)) * 0x13198A2E03707345L + place) >>> shift);
    }

    /** How long the table of a capacity is, as a power of two. */
    static int slotBits(int capacity) {
        long slots = capacity <= MAX_NARROW ? 4L * capacity : 2L * capacity;
        return Long.SIZE - Long.numberOfLeadingZeros(slots - 1);
    }

    /** Moves an entry that is not the newest between that and the oldest, where it is the one or the other. */
    private void moveBehindNewest(int entry) {
        int before = older.get(entry);
        int after = newer.get(entry);
        newer.set(before, after);
        older.set(after, before);
        int oldest = newer.get(newest);
        newer.set(newest, entry);
        older.set(entry, newest);
        newer.set(entry, oldest);
        older.set(oldest, entry);
    }
}
