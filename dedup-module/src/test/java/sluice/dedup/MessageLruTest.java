package sluice.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** What {@link MessageLru} promises to many threads. */
class MessageLruTest {

    private static final long TTL = 1_000_000_000L;

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
        assertEquals(0, lru.figures().size(), "all have expired");
        for (int key = 0; key < 200; key++) {
            assertTrue(lru.mark(key, key, now));
        }
        assertEquals(capacity, lru.figures().size());
        for (int key = 199; key >= 200 - capacity; key--) {
            assertFalse(lru.mark(key, key, now));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
