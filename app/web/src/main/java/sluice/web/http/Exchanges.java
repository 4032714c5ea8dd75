package sluice.web.http;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import sluice.api.Bounded;
import sluice.api.Ticker;

/**
 * Runs each exchange of the server on a virtual thread of its own, from the first byte of the request to the last one of the answer. Their
 * number is bounded: for one more, the exchange that has waited longest for its client is ended. This class is thread-safe.
 */
final class Exchanges implements Executor {

    private static final int ROOM_TRIES = 10;
    private static final long ROOM_MILLIS = 50;

    private final Ticker ticker = Ticker.system();
    private final Semaphore places;

    @Bounded("places")
    private final Map<Thread, Exchange> running = new ConcurrentHashMap<>();

    Exchanges(int most) {
        places = new Semaphore(most);
    }

    /**
     * Called by the server, for one request after another.
     *
     * @throws RejectedExecutionException when all are being answered for half a second; the server closes the connection then
     */
    @Override
    public void execute(Runnable task) {
        if (!places.tryAcquire() && !makeRoom()) {
            throw new RejectedExecutionException("all exchanges are being answered");
        }
        Thread.ofVirtual().name("sluice-http").start(() -> {
            Exchange exchange = new Exchange(Thread.currentThread(), ticker);
            running.put(exchange.thread, exchange);
            try {
                task.run();
            } finally {
                running.remove(exchange.thread);
                places.release();
            }
        });
    }

    private boolean makeRoom() {
        try {
            for (int i = 0; i < ROOM_TRIES; i++) {
                running.values().stream()
                        .filter(exchange -> exchange.waits)
                        .min(Comparator.comparingLong(exchange -> exchange.since))
                        .ifPresent(Exchange::giveUp);
                if (places.tryAcquire(ROOM_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The exchange of the calling thread. */
    Exchange current() {
        return running.get(Thread.currentThread());
    }

    /** An exchange and who has to act in it. */
    static final class Exchange {

        private final Thread thread;
        private final Ticker ticker;
        private volatile boolean waits = true;
        private volatile long since;
        private boolean over;

        private Exchange(Thread thread, Ticker ticker) {
            this.thread = thread;
            this.ticker = ticker;
            this.since = ticker.nanos();
        }

        /** Records if the client is to act: to send the rest of its request, or to take the answer. */
        synchronized void waits(boolean ofClient) throws IOException {
            if (over) {
                throw new IOException("ended to make room for others");
            }
            since = ticker.nanos();
            waits = ofClient;
        }

        private synchronized void giveUp() {
            if (waits) {
                over = true;
                // Closes the connection that the thread reads from or writes to.
                thread.interrupt();
            }
        }
    }
}
