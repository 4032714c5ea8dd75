package sluice.launcher.bot;

import java.util.concurrent.CompletableFuture;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.engine.deliver.CallBudget;
import sluice.host.Inventory;
import sluice.host.cleanup.CleanupScheduler;
import sluice.host.cleanup.Heap;
import sluice.host.status.Supervisor;
import sluice.telegram.Connections;

/** What belongs to the process, and its bots share: one bot or many. Thread-safe. */
public final class ProcessResources implements AutoCloseable {

    private final Timeline timeline;
    private final Inventory inventory;
    private final Connections connections;
    private final CallBudget callBudget = new CallBudget();
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
    private final Supervisor supervisor = new Supervisor(true, () -> end.complete(ExitCode.UNEXPECTED));
    private final CleanupScheduler cleanupScheduler;

    /**
     * The resources of a process, whose cleanups begin to run.
     *
     * @param config the configuration of the process, or of its only bot
     */
    public ProcessResources(Config config, Timeline timeline, Heap heap) {
        this.timeline = timeline;
        inventory = Inventory.of(config);
        connections = new Connections(timeline);
        cleanupScheduler = new CleanupScheduler(config, supervisor, heap, timeline);
        cleanupScheduler.start();
    }

    public void change(Config config) {
        cleanupScheduler.change(config);
    }

    public Timeline timeline() {
        return timeline;
    }

    /** The modules and plugins that there are; their classes are loaded once. */
    public Inventory inventory() {
        return inventory;
    }

    public Connections connections() {
        return connections;
    }

    CallBudget callBudget() {
        return callBudget;
    }

    CleanupScheduler cleanupScheduler() {
        return cleanupScheduler;
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    /** Completes when a thread of the process has failed, with the exit code. */
    public CompletableFuture<ExitCode> ended() {
        return end;
    }

    /** Ends what runs for all bots; they have stopped before. */
    @Override
    public void close() {
        cleanupScheduler.stop();
        connections.close();
    }
}
