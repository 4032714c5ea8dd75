package sluice.host;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import sluice.base.time.Timeline;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.IsolatedCall;

/**
 * One operation of one module that many threads call at once, each for a limited time. When a call is given up, there is none after
 * it until it returns, so that as many threads can hang as call at once. This class is thread-safe.
 */
public final class SharedCall {

    private enum State {
        RUNNING,
        RETURNED,
        GIVEN_UP
    }

    private final StepModule module;
    private final String operation;
    private final Duration limit;
    private final Guard guard;
    private final Timeline timeline;

    /** Less than nothing for a moment when a call returns just when it is given up. */
    private final AtomicInteger hanging = new AtomicInteger();

    /**
     * An operation that has not been called yet.
     *
     * @param module the module; one of the image is trusted to answer and is called directly
     * @param operation the name of the call, for the log
     */
    public SharedCall(StepModule module, String operation, Duration limit, Guard guard, Timeline timeline) {
        this.module = module;
        this.operation = operation;
        this.limit = limit;
        this.guard = guard;
        this.timeline = timeline;
    }

    /**
     * Calls it.
     *
     * @return the answer; empty if the call threw, which is counted and logged already, took too long, or hangs since
     *     an earlier one
     */
    public <T> Optional<T> ask(Supplier<T> call) {
        if (!module.isPlugin()) {
            return guard.call(
                    module.name(),
                    operation,
                    () -> Optional.of(requireNonNull(call.get(), "it answered null")),
                    Optional.empty());
        }
        return hanging.get() > 0 ? Optional.empty() : limited(call);
    }

    private <T> Optional<T> limited(Supplier<T> call) {
        AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        CallResult<T> answer =
                IsolatedCall.call("sluice-" + operation + "-" + module.name(), limit, timeline, call, () -> {
                    if (!state.compareAndSet(State.RUNNING, State.RETURNED)) {
                        hanging.decrementAndGet();
                    }
                });
        return switch (answer) {
            case CallResult.Returned<T>(T value) -> Optional.of(value);
            case CallResult.Threw<T>(Throwable cause) -> {
                guard.threw(module.name(), operation, cause);
                yield Optional.empty();
            }
            case CallResult.Hung<T> _ -> {
                if (state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
                    hanging.incrementAndGet();
                }
                guard.hangs(module.name(), operation, limit);
                yield Optional.empty();
            }
        };
    }
}
