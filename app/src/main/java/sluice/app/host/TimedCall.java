package sluice.app.host;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.app.time.Timeline;

/**
 * One operation of one module, called with a time limit: a call that takes longer is given up, and there is none after it until
 * it returns. This class is thread-safe; one call waits for another.
 *
 * @param <T> what the operation answers
 */
public final class TimedCall<T> {

    private static final Logger LOG = LoggerFactory.getLogger(TimedCall.class);

    private final String module;
    private final String operation;
    private final Duration limit;
    private final Guard guard;
    private final Timeline timeline;
    private volatile boolean running;
    private volatile boolean givenUp;

    /**
     * An operation that has not been called yet.
     *
     * @param module the provider's name
     * @param operation what is called, for the log
     * @param limit how long it may take
     * @param guard counts what goes wrong
     * @param timeline its time
     */
    public TimedCall(String module, String operation, Duration limit, Guard guard, Timeline timeline) {
        this.module = module;
        this.operation = operation;
        this.limit = limit;
        this.guard = guard;
        this.timeline = timeline;
    }

    /**
     * Calls it, unless an earlier call has not returned yet.
     *
     * @param call the call, on a thread of its own
     * @return how it ended; what it threw and that it hangs is counted and logged already
     */
    public synchronized Answer<T> ask(Supplier<T> call) {
        if (running) {
            return new Answer.Hung<>();
        }
        running = true;
        givenUp = false;
        Answer<T> answer = Aside.call("sluice-" + operation + "-" + module, limit, timeline, call, this::returned);
        switch (answer) {
            case Answer.Returned<T> _ -> {}
            case Answer.Threw<T>(Throwable cause) -> guard.threw(module, operation, cause);
            case Answer.Hung<T> _ -> {
                givenUp = true;
                guard.hangs(module, operation, limit);
            }
        }
        return answer;
    }

    private void returned() {
        running = false;
        if (givenUp) {
            LOG.info("module {}: {} has returned after all and is called again", module, operation);
        }
    }
}
