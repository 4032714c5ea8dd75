package sluice.bench.micro;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import sluice.api.Ticker;

/** Check and mark of one message in a dedup of 200, the default. */
@State(Scope.Benchmark)
public class DedupBenchmark {

    private static final int MAX = 200;

    /** Few enough for two threads to have all of theirs remembered. */
    private static final int KEPT = 64;

    private static final AtomicLong CHATS = new AtomicLong(-1001000000000L);

    /** Whether time stands still, so that the structure alone is measured, or is read from the system. */
    @Param({"stopped", "system"})
    public String time;

    /** What is measured. */
    @Param
    public Kind by;

    /** The names of {@link Dedups}, which is not public. */
    public enum Kind {
        SLUICE,
        CAFFEINE,
        GUAVA
    }

    private Dedups.Dedup dedup;

    /** Makes an empty one. */
    @Setup
    public void create() {
        Ticker ticker = time.equals("system") ? Ticker.system() : () -> 0;
        dedup = Dedups.valueOf(by.name()).create(MAX, ticker, ForkJoinPool.commonPool());
    }

    /** Each thread has messages of its own. */
    @State(Scope.Thread)
    public static class Messages {
        private final long chat = CHATS.decrementAndGet();
        private int next;
    }

    /** A message that is remembered. */
    @Benchmark
    public boolean hit(Messages messages) {
        messages.next = (messages.next + 1) % KEPT;
        return dedup.firstSeen(messages.chat, messages.next);
    }

    /** A message that is not; the oldest goes for it. */
    @Benchmark
    public boolean miss(Messages messages) {
        return dedup.firstSeen(messages.chat, messages.next++);
    }
}
