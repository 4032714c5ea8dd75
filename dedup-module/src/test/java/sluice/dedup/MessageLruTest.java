package sluice.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.testkit.Allocation;

/** What {@link MessageLru} promises beyond its answers: memory, time, threads. */
class MessageLruTest {

    private static final long TTL = 1_000_000_000L;
    private static final long SECRET = 0x5DEECE66DL;

    @Test
    void takes_at_most_40_bytes_per_entry_at_200_entries_with_everything_counted() {
        int arrayHeaders = 7 * 16;
        int indexes = 4 * 24;
        int spinLock = 16;
        int fields = 12 + 5 * 8 + 7 * 4 + 8 * 4 + 4;
        long bytes = new MessageLru(200, TTL, 500).bytes() + arrayHeaders + indexes + spinLock + fields;
        assertTrue(bytes <= 40 * 200, () -> bytes / 200.0 + " bytes per entry");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "16383", "16384", "16385", "65535", "65536"})
    void holds_exactly_its_capacity_however_wide_its_indexes_are(int capacity) {
        MessageLru lru = new MessageLru(capacity, TTL, capacity);
        for (int message = 1; message <= capacity + 1; message++) {
            assertTrue(lru.mark(5, message, 0));
        }
        assertEquals(new MessageLru.Figures(capacity, 1, 0), lru.figures());
        for (int message = 2; message <= capacity + 1; message++) {
            assertFalse(lru.mark(5, message, 0));
        }
        assertTrue(lru.mark(5, 1, 0));
    }

    @Test
    void allocates_nothing_in_a_million_operations() {
        MessageLru lru = new MessageLru(200, TTL, 100);
        Runnable million = () -> work(lru, 1_000_000);
        Allocation.bytes(million);
        assertEquals(0, Allocation.bytes(million));
    }

    /** New messages, hits, evictions, expiry, early sweeps and marks taken back. */
    private static void work(MessageLru lru, int operations) {
        for (int i = 0; i < operations; i++) {
            long now = i * (TTL / 300);
            lru.mark(-i / 3, i, now);
            lru.mark(-(i - 50) / 3, i - 50, now);
        }
    }

    @Test
    void exactly_one_of_many_threads_sees_a_message_first() throws InterruptedException {
        int keys = 2_000;
        int rounds = 20;
        MessageLru lru = new MessageLru(keys, TTL, keys);
        AtomicIntegerArray firsts = new AtomicIntegerArray(keys);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int offset = i * 251;
            Thread.Builder kind = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads.add(kind.start(() -> {
                awaitQuietly(go);
                for (int n = 0; n < keys * rounds; n++) {
                    int key = (n + offset) % keys;
                    if (lru.mark(key / 7, key, 0)) {
                        firsts.incrementAndGet(key);
                    }
                }
            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        for (int key = 0; key < keys; key++) {
            assertEquals(1, firsts.get(key), "key " + key);
        }
        long calls = (long) keys * rounds * threads.size();
        assertEquals(new MessageLru.Figures(keys, 0, calls - keys), lru.figures());
    }

    @Test
    void stays_whole_while_threads_mark_and_sweep() throws InterruptedException {
        int capacity = 64;
        MessageLru lru = new MessageLru(capacity, TTL, 32);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int seed = i + 1;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 100_000; n++) {
                    int key = (n * seed) % 150;
                    lru.mark(key, key, n * (TTL / 100));
                    if (n % 1000 == 0) {
                        lru.sweep(n * (TTL / 100));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long now = 10_000 * TTL;
        lru.sweep(now);
        assertEquals(0, lru.figures().size(), "all have expired, and the ring leads to every one");
        for (int key = 0; key < 200; key++) {
            assertTrue(lru.mark(key, key, now));
        }
        assertEquals(capacity, lru.figures().size());
        for (int key = 199; key >= 200 - capacity; key--) {
            assertFalse(lru.mark(key, key, now));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 0",
        "1, 1",
        "4294967296, 0",
        "1099511627776, 0",
        "1024, 0",
        "-9223372036854775808, 1",
        "4294967297, -1",
        "0, 65536",
        "1000003, 7"
    })
    void ids_in_regular_steps_are_spread_over_the_table(long chatStep, int messageStep) {
        int bits = MessageLru.slotBits(200);
        int[] load = new int[1 << bits];
        int collisions = 0;
        for (int i = 0; i < 200; i++) {
            int home = MessageLru.home(i * chatStep, i * messageStep, SECRET, Long.SIZE - bits);
            collisions += load[home]++;
        }
        int expectedOfRandomIds = (200 * 199 / 2) >> bits;
        int found = collisions;
        assertTrue(found <= 3 * expectedOfRandomIds, () -> found + " collisions, " + expectedOfRandomIds + " expected");
    }

    @Test
    void ids_that_follow_upon_one_another_never_meet() {
        int bits = MessageLru.slotBits(200);
        for (long secret = 1; secret <= 100; secret++) {
            Set<Integer> homes = new HashSet<>();
            for (int message = 256; message < 512; message++) {
                homes.add(MessageLru.home(-100, message, secret * SECRET, Long.SIZE - bits));
            }
            assertEquals(256, homes.size());
        }
    }

    @Test
    void ids_that_collide_under_one_secret_do_not_under_another() {
        int shift = Long.SIZE - MessageLru.slotBits(200);
        List<Integer> prepared = new ArrayList<>();
        for (int message = 0; prepared.size() < 200; message++) {
            if (MessageLru.home(-100, message, SECRET, shift) == 0) {
                prepared.add(message);
            }
        }
        long slots = prepared.stream()
                .map(message -> MessageLru.home(-100, message, ~SECRET * 31, shift))
                .distinct()
                .count();
        assertTrue(slots > 120, () -> slots + " slots for 200 messages");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
