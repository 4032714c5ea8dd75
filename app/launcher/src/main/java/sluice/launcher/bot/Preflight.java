package sluice.launcher.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Watch;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.Problem;
import sluice.engine.steps.StepCatalog;
import sluice.host.BotOwners;
import sluice.host.DataDir;
import sluice.host.Inventory;
import sluice.host.ModuleHost;
import sluice.host.StepModule;
import sluice.host.guard.Guard;
import sluice.host.status.Counters;

/** The checks before the bot starts, for conditions that cannot be read from the configuration file alone. */
public final class Preflight {

    private Preflight() {}

    public static List<String> problems(Config config, Inventory inventory) {
        List<String> problems = new ArrayList<>(unsupported(config, inventory));
        DataDir.problem(config.dataDir()).ifPresent(problems::add);
        boolean alone = config.bot().isEmpty() && config.bots().isEmpty();
        if (alone && BotOwners.areShared(config, inventory)) {
            problems.add("modules.queue: `" + config.modules().chosen().get("queue")
                    + "` needs `bots-dir`: machines share bots by their names, those of the files in that folder");
        }
        return problems;
    }

    /** The problems with the steps that are named, as far as they can be found without starting any. */
    public static List<Problem> steps(Config config, Inventory inventory, Timeline timeline) {
        return config.stepUses().isEmpty()
                ? List.of()
                : catalog(config, inventory, timeline).problems(config.stepUses());
    }

    /** The steps that there are, none of them started. */
    public static StepCatalog catalog(Config config, Inventory inventory, Timeline timeline) {
        return new StepCatalog(
                StepModule.find(config, inventory, timeline),
                new Guard(timeline.ticker()),
                timeline,
                new Counters().steps());
    }

    /** The requests of watches that no module of this image can carry out. */
    public static List<String> unsupported(Config config, Inventory inventory) {
        Function<Watch, Optional<String>> check = support(config, inventory);
        return config.watches().stream()
                .flatMap(watch -> check.apply(watch).stream()
                        .map(reason -> "watches: " + watch.source() + " to " + watch.destination() + ": " + reason))
                .toList();
    }

    /** Answers what a watch asks for and the chosen modules cannot do. */
    public static Function<Watch, Optional<String>> support(Config config, Inventory inventory) {
        if (ModuleHost.keepsNotes(config, inventory)) {
            return _ -> Optional.empty();
        }
        String queue = "`" + config.modules().chosen().get("queue") + "`";
        String reason = ModuleHost.lacksNotesDir(config, inventory)
                ? "`record` needs `notes.dir` with the queue " + queue
                        + ": a folder that all machines share, such as one over NFS"
                : "`record` needs a queue that keeps notes too, such as `modules.queue: sqlite`; " + queue
                        + " does not";
        return watch -> Optional.of(reason).filter(_ -> watch.record());
    }
}
