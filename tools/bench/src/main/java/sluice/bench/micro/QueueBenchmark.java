package sluice.bench.micro;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.Settings;
import sluice.api.Ticker;

/**
 * One job into the queue in memory and out of it. The bare queue of the JDK does far less: no order for each chat, no due times, no
 * doubles told, no dead letters.
 */
@State(Scope.Thread)
public class QueueBenchmark {

    private static final int SIZE = 1_000;
    private static final long SOURCE = -1001000000001L;
    private static final int CHATS = 10;

    private MessageQueue queue;
    private ArrayBlockingQueue<Job> bare;
    private int next;

    /** Makes empty ones. */
    @Setup
    public void create() {
        bare = new ArrayBlockingQueue<>(SIZE);
        queue = Modules.find(MessageQueue.class, "bounded");
        Map<String, String> settings =
                Map.of("max-size", Integer.toString(SIZE), "when-full", "wait", "max-dead-letters", "1000");
        queue.start(new ComponentContext(new Settings(settings), Clock.systemUTC(), Ticker.system(), Path.of("")));
    }

    private Job job() {
        next++;
        Payload payload = new Payload.Relay(SOURCE, next, 0, "", Optional.empty());
        long destination = SOURCE - 1 - next % CHATS;
        return new Job("watch", destination, 0, payload, Instant.EPOCH, List.of(SOURCE), 0, Job.Tries.NONE);
    }

    /** Offer, take, begin and settle. */
    @Benchmark
    public Delivery sluice() {
        queue.offer(Batch.of(List.of(job())));
        Delivery delivery = queue.take().orElseThrow();
        queue.begin(delivery);
        queue.settle(delivery, Outcome.Done.ALONE);
        return delivery;
    }

    /** Offer and poll. */
    @Benchmark
    public Job arrayBlockingQueue() {
        bare.add(job());
        return bare.remove();
    }
}
