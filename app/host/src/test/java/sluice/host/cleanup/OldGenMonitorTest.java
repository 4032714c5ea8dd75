package sluice.host.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OldGenMonitorTest {

    private static final long MEGABYTE = 1L << 20;

    private final Pool pool = new Pool();
    private final OldGenMonitor growth = new OldGenMonitor(pool);

    /** What lives, what is in use, and from where a call was asked for. */
    private static final class Pool implements OldGenMonitor.Generation {
        private long lives = 2 * MEGABYTE;
        private long used = 2 * MEGABYTE;
        private long from = -1;
        private int collections;

        @Override
        public long used() {
            return used;
        }

        @Override
        public long max() {
            return 40 * MEGABYTE;
        }

        @Override
        public void collect() {
            collections++;
            used = lives;
        }

        @Override
        public void callFrom(long bytes) {
            from = bytes;
        }
    }

    @Test
    void collects_nothing_while_little_is_in_use() {
        growth.start();

        assertEquals(OldGenMonitor.FREE, pool.from);
        assertEquals(0, pool.collections);
    }

    @Test
    void collects_and_waits_for_a_step_beyond_what_lives() {
        growth.start();
        pool.lives = 7 * MEGABYTE;
        pool.used = OldGenMonitor.FREE;

        growth.collect();

        assertEquals(1, pool.collections);
        assertEquals(7 * MEGABYTE + OldGenMonitor.STEP, pool.from);
    }

    @Test
    void takes_larger_steps_when_more_lives() {
        pool.lives = 20 * MEGABYTE;

        growth.collect();

        assertEquals(25 * MEGABYTE, pool.from);
    }

    @Test
    void leaves_it_to_the_collector_near_the_limit() {
        pool.lives = 36 * MEGABYTE;

        growth.collect();

        assertEquals(0, pool.from);
    }
}
