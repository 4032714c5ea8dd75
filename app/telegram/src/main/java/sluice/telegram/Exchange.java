package sluice.telegram;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.EventListener;
import sluice.base.log.Secrets;

/**
 * One call of the Bot API: how far it has come, what came back, and a way to end it. {@link #cancel} may be called from any
 * thread and before the call has begun; the rest belongs to the thread that makes the call.
 */
final class Exchange extends EventListener {

    private Call call;
    private boolean cancelled;
    private volatile boolean timedOut;
    private volatile boolean sent;
    private Optional<ApiAnswer> answer = Optional.empty();
    private Optional<Long> unreadable = Optional.empty();

    @Override
    public synchronized void callStart(Call started) {
        call = started;
        if (cancelled) {
            started.cancel();
        }
    }

    /** From here on the server may have the whole request, and act on it. */
    @Override
    public void requestBodyEnd(Call ended, long byteCount) {
        sent = true;
    }

    /** Ends the call. */
    synchronized void cancel() {
        cancelled = true;
        if (call != null) {
            call.cancel();
        }
    }

    /** Ends the call because its time is over. */
    void expire() {
        timedOut = true;
        cancel();
    }

    boolean isTimedOut() {
        return timedOut;
    }

    void answered(ApiAnswer came) {
        answer = Optional.of(came);
    }

    /** The answer cannot be read, and this is the first update in it. */
    void unreadable(long update) {
        unreadable = Optional.of(update);
    }

    Optional<Long> unreadable() {
        return unreadable;
    }

    Optional<ApiAnswer> answer() {
        return answer;
    }

    /** The call ended without an answer. */
    ApiAnswer failed(IOException cause, Duration limit) {
        String detail = timedOut
                ? "no answer within " + limit.toSeconds() + " s"
                : Secrets.redact(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        if (sent) {
            return new ApiAnswer.NoAnswer(detail, timedOut);
        }
        return new ApiAnswer.Unreachable(
                OpenFiles.areUsedUp(cause) ? OpenFiles.NONE_LEFT + " (" + detail + ")" : detail);
    }
}
