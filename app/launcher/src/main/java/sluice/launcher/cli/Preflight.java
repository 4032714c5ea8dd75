package sluice.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Watch;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.Problem;
import sluice.engine.steps.StepCatalog;
import sluice.host.DataDir;
import sluice.host.ModuleHost;
import sluice.host.StepModule;
import sluice.host.guard.Guard;
import sluice.host.status.Counters;

/** The checks before the bot promises anything, for conditions that cannot be told from the configuration file alone. */
final class Preflight {

    private Preflight() {}

    /** The problems found, a line each. */
    static List<String> problems(Config config) {
        List<String> problems = new ArrayList<>(unsupported(config));
        DataDir.problem(config.dataDir()).ifPresent(problems::add);
        return problems;
    }

    /** The problems with the steps that are named, as far as they can be told without starting any. */
    static List<Problem> steps(Config config, Timeline timeline) {
        return config.stepUses().isEmpty()
                ? List.of()
                : catalog(config, timeline).problems(config.stepUses());
    }

    /** The steps that there are, none of them started. */
    static StepCatalog catalog(Config config, Timeline timeline) {
        return new StepCatalog(
                StepModule.find(config, timeline), new Guard(timeline.ticker()), timeline, new Counters().steps());
    }

    /** The requests of watches that no module of this image can carry out. */
    static List<String> unsupported(Config config) {
        Function<Watch, Optional<String>> check = support(config);
        return config.watches().stream()
                .flatMap(watch -> check.apply(watch).stream()
                        .map(reason -> "watches: " + watch.source() + " to " + watch.destination() + ": " + reason))
                .toList();
    }

    /** Answers what a watch asks for and the chosen modules cannot do. */
    static Function<Watch, Optional<String>> support(Config config) {
        boolean keepsNotes = ModuleHost.keepsNotes(config);
        return watch -> watch.record() && !keepsNotes
                ? Optional.of("`record` needs a queue that keeps notes too, such as `modules.queue: sqlite`; `"
                        + config.modules().chosen().get("queue") + "` does not")
                : Optional.empty();
    }
}
