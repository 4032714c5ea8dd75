package sluice.host.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;

/**
 * Makes the threads that live as long as the bot, and knows how each has ended. One that ends by anything thrown is never replaced in
 * place, since what it left behind is not known: the process ends, and whoever watches it starts it anew. This class is thread-safe.
 */
public final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    @Bounded("the names of the bot's threads")
    private final Map<String, String> dead = new ConcurrentHashMap<>();

    private final Runnable onDeath;

    /**
     * A supervisor that knows no thread yet.
     *
     * @param onDeath called when a thread has ended by something thrown; ends the process
     */
    public Supervisor(Runnable onDeath) {
        this.onDeath = onDeath;
    }

    /**
     * A thread of the system, for what waits with a time limit again and again.
     *
     * @param name the name of the thread
     * @param work the work of the thread
     * @return the thread, not started
     */
    public Thread platform(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, work));
    }

    /**
     * A virtual thread.
     *
     * @param name the name of the thread
     * @param work the work of the thread
     * @return the thread, not started
     */
    public Thread virtual(String name, Runnable work) {
        return Thread.ofVirtual().name(name).unstarted(() -> run(name, work));
    }

    private void run(String name, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            dead.put(name, e.getClass().getSimpleName());
            try {
                LOG.error("the bot ends, to be started anew: thread {} failed by {}", name, e.toString());
                LOG.debug("thread {} failed", name, e);
            } finally {
                onDeath.run();
            }
        }
    }

    /**
     * The threads that have ended though they should live.
     *
     * @return a line for each; empty when all live
     */
    List<String> problems() {
        return dead.entrySet().stream()
                .map(thread -> thread.getKey() + " ended by " + thread.getValue())
                .toList();
    }
}
