package sluice.host.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;

/**
 * Makes the threads that live as long as the bot, and knows how each has ended. One that ends by anything thrown is never replaced in
 * place, since what it left behind is not known: the bot ends, and whoever watches it starts it anew: the
 * service manager, or the fleet where a process has several. This class is thread-safe.
 */
public final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    @Bounded("the names of the bot's threads")
    private final Map<String, String> dead = new ConcurrentHashMap<>();

    private final boolean only;
    private final Runnable onDeath;

    /**
     * A supervisor that knows no thread yet.
     *
     * @param only whether its bot is the only one of the process
     * @param onDeath called when a thread has ended by something thrown; ends the bot
     */
    public Supervisor(boolean only, Runnable onDeath) {
        this.only = only;
        this.onDeath = onDeath;
    }

    /**
     * An unstarted thread for work that waits with a time limit again and again. It is a platform thread, which takes less processor
     * time for that, unless there are several bots, whose threads would be too many.
     */
    public Thread waiting(String name, Runnable work) {
        return only ? platform(name, work) : virtual(name, work);
    }

    public Thread platform(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, work));
    }

    public Thread virtual(String name, Runnable work) {
        return Thread.ofVirtual().name(name).unstarted(() -> run(name, work));
    }

    private void run(String name, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            dead.put(name, e.getClass().getSimpleName());
            try {
                LOG.error("thread {} failed, the bot ends so that it can be restarted: {}", name, e.toString());
                LOG.debug("thread {} failed", name, e);
            } finally {
                onDeath.run();
            }
        }
    }

    /** The threads that have ended though they should live, one line each. */
    public List<String> problems() {
        return dead.entrySet().stream()
                .map(thread -> thread.getKey() + " ended by " + thread.getValue())
                .toList();
    }
}
