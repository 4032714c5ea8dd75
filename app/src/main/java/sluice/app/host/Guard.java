package sluice.app.host;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;

/**
 * The one place through which every call into a module goes: what it throws is caught, counted and logged, and the bot
 * goes on with an answer that loses nothing. Only running out of memory is not caught. This class is thread-safe.
 */
public final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    @Bounded("one entry for each provider that was found")
    private final Map<String, Trouble> faults;

    private final Consumer<String> listener;

    /** A guard that has seen no fault yet. */
    public Guard() {
        this(new ConcurrentHashMap<>(), _ -> {});
    }

    private Guard(Map<String, Trouble> faults, Consumer<String> listener) {
        this.faults = faults;
        this.listener = listener;
    }

    /** A guard that counts together with this one, and tells of each fault: for the calls on which messages depend. */
    Guard telling(Consumer<String> told) {
        return new Guard(faults, told);
    }

    /**
     * Calls into a module.
     *
     * @param module the provider's name
     * @param operation what is called, for the log
     * @param call the call
     * @param otherwise the answer in its place when it throws, or answers null, which no module may
     * @param <T> the type of the answer
     * @return the module's answer, or the other one
     */
    public <T> T call(String module, String operation, Supplier<T> call, T otherwise) {
        try {
            return requireNonNull(call.get(), "it answered null");
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            threw(module, operation, e);
            return otherwise;
        }
    }

    /**
     * Calls into a module, for no answer.
     *
     * @param module the provider's name
     * @param operation what is called, for the log
     * @param call the call
     * @return {@code false} when it threw
     */
    public boolean run(String module, String operation, Runnable call) {
        return call(
                module,
                operation,
                () -> {
                    call.run();
                    return true;
                },
                false);
    }

    /**
     * What a module did wrong in calls.
     *
     * @param module the provider's name
     * @return how often, and the last of it; empty when nothing
     */
    public Optional<Trouble> trouble(String module) {
        return Optional.ofNullable(faults.get(module));
    }

    /**
     * How often any module did something wrong in a call.
     *
     * @return 0 or more
     */
    public long faults() {
        return faults.values().stream().mapToLong(Trouble::times).sum();
    }

    /** Counts and logs what a module threw in a call. */
    void threw(String module, String operation, Throwable e) {
        String cause = Trouble.brief(e);
        long times = count(module, operation, cause);
        // A module that always throws must not flood the log: the 1st, 2nd, 4th, 8th … time is told.
        if (Long.bitCount(times) == 1) {
            LOG.warn("module {}: {} failed ({} so far): {}", module, operation, times, cause);
            LOG.debug("module {}: {} failed", module, operation, e);
        }
    }

    /** Counts and logs that a call was given up. A module can hang only once at a time, so each time is told. */
    void hangs(String module, String operation, Duration limit) {
        String cause = "it has not returned within " + limit.toSeconds() + " s";
        long times = count(module, operation, cause);
        LOG.warn("module {}: {} failed ({} so far): {}", module, operation, times, cause);
    }

    private long count(String module, String operation, String cause) {
        Trouble trouble =
                faults.merge(module, new Trouble(operation, cause, 1), (before, _) -> before.again(operation, cause));
        listener.accept("module " + module + ": " + operation + " failed");
        return trouble.times();
    }
}
