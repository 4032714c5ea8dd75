package sluice.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;

/**
 * Random operations for a queue and its reference ({@link ReferenceQueue}), which must agree after each of them. A queue's
 * property test draws its numbers and its steps, these with {@link QueueStep#of}, and calls {@link #check} or
 * {@link #checkRestart}.
 *
 * @param maxSize how many jobs a durable queue holds in memory
 * @param places how many jobs the queue takes
 * @param drop what it does when it is full
 * @param maxDead how many dead letters it keeps
 * @param flushAt before which step albums are let go; none when there are fewer steps
 * @param steps what is done
 */
public record QueuePlan(int maxSize, int places, boolean drop, int maxDead, int flushAt, List<QueueStep> steps) {

    /** Takes a copy. */
    public QueuePlan {
        steps = List.copyOf(steps);
    }

    /**
     * Carries it out, lets all go out, and compares all the time.
     *
     * @param dataDir an empty folder for a durable queue
     * @param opener makes a queue and starts it
     */
    public void check(Path dataDir, Function<ComponentContext, MessageQueue> opener) {
        run(dataDir, opener, QueuePair::finish);
    }

    /**
     * Carries it out, closes a durable queue in the middle of it, opens it again and looks whether all is there.
     *
     * @param dataDir an empty folder
     * @param opener makes a queue and starts it; called again with the same context
     */
    public void checkRestart(Path dataDir, Function<ComponentContext, MessageQueue> opener) {
        run(dataDir, opener, QueuePair::restart);
    }

    private void run(Path dataDir, Function<ComponentContext, MessageQueue> opener, Consumer<QueuePair> end) {
        QueuePair pair = new QueuePair(dataDir, settings(), opener);
        try {
            for (int i = 0; i < steps.size(); i++) {
                if (i == flushAt) {
                    pair.run(new QueueStep(QueueStep.Kind.FLUSH, 0, 0, 0));
                }
                pair.run(steps.get(i));
            }
            end.accept(pair);
        } finally {
            pair.close();
        }
    }

    private Settings settings() {
        return new Settings(Map.of(
                "max-size", "" + maxSize,
                "max-backlog", "" + places,
                "when-full", drop ? "drop" : "wait",
                "max-dead-letters", "" + maxDead));
    }
}
