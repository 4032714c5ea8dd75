package sluice.app.telegram;

import okhttp3.Call;
import okhttp3.EventListener;

/** How far a call has come, so that its failure can be judged: before its end, a request has no effect. */
final class Progress extends EventListener {

    private volatile boolean sent;
    private volatile boolean timedOut;

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        sent = true;
    }

    void timedOut() {
        timedOut = true;
    }

    boolean isSent() {
        return sent;
    }

    boolean isTimedOut() {
        return timedOut;
    }
}
