package sluice.host.guard;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.time.Timeline;

/**
 * One operation of one module, called with a time limit: a call that takes longer is given up, and there is none after
 * it until it returns. This class is thread-safe; one call waits for another.
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
     * @param operation the name of the call, for the log
     */
    public TimedCall(String module, String operation, Duration limit, Guard guard, Timeline timeline) {
        this.module = module;
        this.operation = operation;
        this.limit = limit;
        this.guard = guard;
        this.timeline = timeline;
    }

    /**
     * Calls it on a thread of its own, unless an earlier call has not returned yet.
     *
     * @return the result; exceptions and hangs are counted and logged already
     */
    public synchronized CallResult<T> ask(Supplier<T> call) {
        if (running) {
            return new CallResult.Hung<>();
        }
        running = true;
        givenUp = false;
        CallResult<T> answer =
                IsolatedCall.call("sluice-" + operation + "-" + module, limit, timeline, call, this::returned);
        switch (answer) {
            case CallResult.Returned<T> _ -> {}
            case CallResult.Threw<T>(Throwable cause) -> guard.threw(module, operation, cause);
            case CallResult.Hung<T> _ -> {
                givenUp = true;
                guard.hangs(module, operation, limit);
            }
        }
        return answer;
    }

    private void returned() {
        running = false;
        if (givenUp) {
            LOG.info("module {}: {} returned late and is called again", module, operation);
        }
    }
}
