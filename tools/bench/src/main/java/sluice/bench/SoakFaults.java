package sluice.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;

/** Puts faults in the bot's way, one after the other, each once. Used by one thread. */
final class SoakFaults {

    /** Shorter than the bot goes on trying. */
    private static final Duration AWAY = Duration.ofSeconds(3);

    private record Trouble(String method, Answer answer) {}

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("copyMessage", Answer.floodWait(1)),
            new Trouble("copyMessage", Answer.error(500, "Internal Server Error")),
            new Trouble("getUpdates", Answer.garbage()),
            new Trouble("copyMessage", Answer.closeAfterApplying()),
            new Trouble("copyMessages", Answer.floodWait(2)),
            new Trouble("copyMessage", Answer.garbage()),
            new Trouble("getUpdates", Answer.truncated()),
            new Trouble("copyMessage", Answer.truncated()),
            new Trouble("copyMessages", Answer.error(502, "Bad Gateway")),
            new Trouble("editMessageText", Answer.floodWait(1)),
            new Trouble("copyMessage", Answer.reset()),
            new Trouble("getUpdates", Answer.floodWait(1)),
            new Trouble("copyMessages", Answer.closeAfterApplying()),
            new Trouble("copyMessage", Answer.slow(Duration.ofSeconds(2))));

    private final Simulator telegram;
    private int next;

    SoakFaults(Simulator telegram) {
        this.telegram = telegram;
    }

    void trouble() {
        Trouble trouble = TROUBLES.get(next % TROUBLES.size());
        next++;
        telegram.on(trouble.method()).answer(trouble.answer());
    }

    /** The server is away for a few seconds, as when it is started anew. */
    void restart() {
        telegram.stopListening();
        LockSupport.parkNanos(AWAY.toNanos());
        telegram.resumeListening();
    }
}
