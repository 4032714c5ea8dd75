package sluice.host.guard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;

/**
 * Calls into a module on a thread beside, so that one that hangs holds up nobody.
 *
 * <p>They are platform threads. A module that spins would keep a virtual thread's carrier for ever, of which there are as many
 * as processors, and the whole bot runs on those.
 */
public final class IsolatedCall {

    private IsolatedCall() {}

    /**
     * Calls, and waits for the answer for a limited time. An interrupted caller gives the call up and stays
     * interrupted.
     *
     * @param thread the name of the thread
     * @param limit the longest wait
     * @param call the call; null as its answer counts as thrown
     * @param ended runs when the call is over, however late
     */
    public static <T> CallResult<T> call(
            String thread, Duration limit, Timeline timeline, Supplier<? extends T> call, Runnable ended) {
        Alarm over = timeline.alarm();
        AtomicReference<CallResult<T>> answer = new AtomicReference<>(new CallResult.Hung<>());
        Thread.ofPlatform().daemon().name(thread).start(() -> {
            answer.set(answer(call));
            ended.run();
            over.ring();
        });
        try {
            over.await(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer.get();
    }

    private static <T> CallResult<T> answer(Supplier<? extends T> call) {
        try {
            return new CallResult.Returned<>(requireNonNull(call.get(), "it answered null"));
        } catch (Throwable e) {
            return new CallResult.Threw<>(ModuleFailure.readable(e));
        }
    }
}
