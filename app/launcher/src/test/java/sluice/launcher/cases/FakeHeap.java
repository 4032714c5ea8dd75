package sluice.launcher.cases;

import sluice.host.cleanup.Heap;

/** A heap that a test fills. */
final class FakeHeap implements Heap {

    private double used;
    private double threshold;
    private int givenBack;
    private Runnable above = () -> {};

    @Override
    public synchronized double usedAfterCollection() {
        return used;
    }

    @Override
    public synchronized void watch(double part, Runnable listener) {
        threshold = part;
        above = listener;
    }

    @Override
    public synchronized void giveBack() {
        givenBack++;
    }

    synchronized int givenBack() {
        return givenBack;
    }

    /** A collection has just left so much in use, from 0.0 to 1.0. */
    void collected(double left) {
        Runnable listener;
        synchronized (this) {
            used = left;
            listener = left > threshold ? above : () -> {};
        }
        listener.run();
    }
}
