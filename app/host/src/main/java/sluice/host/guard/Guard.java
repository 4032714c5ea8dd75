package sluice.host.guard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Ticker;
import sluice.base.log.RepeatedWarnings;

/**
 * The wrapper of every call into a module: what it throws is caught, counted and logged, and the bot goes on with an
 * answer that loses nothing. It also knows which calls have not returned. This class is thread-safe.
 *
 * <p>Running out of memory is caught too: when it is the heap that is full, the JVM has ended the process before
 * ({@code OnOutOfMemoryError} in the launcher), so that what comes here is the module's own affair.
 */
public final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    @Bounded("one entry for each provider that was found")
    private final Map<String, ModuleFailure> faults;

    @Bounded("the outermost call of each thread")
    private final Map<Thread, UnderWay> underWay;

    private final Ticker ticker;
    private final Consumer<String> listener;

    private record UnderWay(String module, String operation, long since) {}

    public Guard(Ticker ticker) {
        this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ticker, _ -> {});
    }

    private Guard(
            Map<String, ModuleFailure> faults,
            Map<Thread, UnderWay> underWay,
            Ticker ticker,
            Consumer<String> listener) {
        this.faults = faults;
        this.underWay = underWay;
        this.ticker = ticker;
        this.listener = listener;
    }

    /** A guard that counts together with this one, and reports each fault: for the calls on which messages depend. */
    public Guard reporting(Consumer<String> listener) {
        return new Guard(faults, underWay, ticker, listener);
    }

    /**
     * Calls into a module. A thread that comes back interrupted goes on without it, since what waits next would end.
     *
     * @param module the provider's name
     * @param operation the name of the call, for the log
     * @param otherwise the answer if the call throws, or answers null, which no module may
     * @return the module's answer, or the other one
     */
    public <T> T call(String module, String operation, Supplier<T> call, T otherwise) {
        Thread thread = Thread.currentThread();
        boolean interrupted = thread.isInterrupted();
        boolean outermost = underWay.putIfAbsent(thread, new UnderWay(module, operation, ticker.nanos())) == null;
        try {
            return requireNonNull(call.get(), "it answered null");
        } catch (Throwable e) {
            threw(module, operation, e);
            return otherwise;
        } finally {
            if (!interrupted && Thread.interrupted()) {
                threw(module, operation, new PluginException("it left its thread interrupted"));
            }
            if (outermost) {
                underWay.remove(thread);
            }
        }
    }

    /** The calls that have not returned for longer than the limit, one line each. */
    public List<String> hanging(Duration limit) {
        long now = ticker.nanos();
        return underWay.values().stream()
                .filter(call -> now - call.since() > limit.toNanos())
                .map(call -> call.module() + " has not returned from " + call.operation() + " for "
                        + TimeUnit.NANOSECONDS.toSeconds(now - call.since()) + " s")
                .distinct()
                .toList();
    }

    /**
     * Calls into a module, for no answer.
     *
     * @return {@code false} if it threw
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

    /** The last failure of a module in a call and the number of failures; empty for none. */
    public Optional<ModuleFailure> trouble(String module) {
        return Optional.ofNullable(faults.get(module));
    }

    public long faults() {
        return faults.values().stream().mapToLong(ModuleFailure::times).sum();
    }

    public void threw(String module, String operation, Throwable thrown) {
        Throwable e = ModuleFailure.readable(thrown);
        String cause = ModuleFailure.brief(e);
        long times = count(module, operation, cause);
        warn(module, operation, times, cause, e.getClass().getName());
        LOG.debug("module {}: {} failed", module, operation, e);
    }

    public void hangs(String module, String operation, Duration limit) {
        String cause = "it has not returned within " + limit.toSeconds() + " s";
        long times = count(module, operation, cause);
        warn(module, operation, times, cause, "hangs");
    }

    /** Logs a failure. The message of a module may differ each time, so its type decides whether it repeats. */
    private static void warn(String module, String operation, long times, String cause, String type) {
        LOG.atWarn()
                .addKeyValue(RepeatedWarnings.CAUSE, "module " + module + ": " + operation + ": " + type)
                .log("module {}: {} failed ({} so far): {}", module, operation, times, cause);
    }

    private long count(String module, String operation, String cause) {
        ModuleFailure trouble = faults.merge(
                module, new ModuleFailure(operation, cause, 1), (before, _) -> before.again(operation, cause));
        listener.accept("module " + module + ": " + operation + " failed");
        return trouble.times();
    }
}
