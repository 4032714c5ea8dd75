package sluice.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for steps of some nanoseconds that allocate nothing and never block. Not reentrant. This class is thread-safe.
 *
 * <p>Parking a thread and waking it costs a hundred times what such a step does, so who waits spins. Each wait is twice
 * as long as the one before: the holder meanwhile works on undisturbed, its data in its own cache.
 *
 * <p>The one danger of spinning is a holder that has lost its processor: those who wait burn the very time that it needs.
 * So they give way after some 2,000 turns and sleep after {@value #YIELDS} more tries, which also ends the inversion
 * where a waiting thread of higher priority starves the holder. A virtual thread gives its carrier back when it gives
 * way, and cannot lose it while it holds the lock, since nothing in there blocks.
 */
final class SpinLock {

    private static final int FIRST_SPINS = 32;
    private static final int LAST_SPINS = 1024;
    private static final int YIELDS = 64;
    private static final long SLEEP_NANOS = 50_000;

    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(SpinLock.class, "locked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private boolean locked;

    /** Returns when the caller holds the lock. */
    void lock() {
        if (!LOCKED.weakCompareAndSetAcquire(this, false, true)) {
            lockContended();
        }
    }

    /** Called by the holder only. */
    void unlock() {
        LOCKED.setRelease(this, false);
    }

    // Giving way only shortens the wait; the lock is right with any scheduler.
    @SuppressWarnings("ThreadPriorityCheck")
    private void lockContended() {
        int spins = FIRST_SPINS;
        int yields = 0;
        do {
            if (spins <= LAST_SPINS) {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                spins *= 2;
            } else if (yields < YIELDS) {
                Thread.yield();
                yields++;
            } else {
                LockSupport.parkNanos(SLEEP_NANOS);
            }
        } while ((boolean) LOCKED.getOpaque(this) || !LOCKED.weakCompareAndSetAcquire(this, false, true));
    }
}
