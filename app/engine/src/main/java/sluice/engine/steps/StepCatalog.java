package sluice.engine.steps;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.api.MessageFilter;
import sluice.api.MessageTransform;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.time.Timeline;
import sluice.config.Config.StepUse;
import sluice.config.Problem;
import sluice.host.SharedCall;
import sluice.host.StepModule;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.ModuleFailure;
import sluice.host.guard.TimedCall;
import sluice.host.status.StepCounters;

/** The steps that there are, by name. It prepares them for watches and says what is wrong with how they are named. Thread-safe. */
public final class StepCatalog {

    /** The setting for messages for which a step fails. The bot reads it, not the step. */
    private static final String ON_FAILURE = "on-failure";

    private static final String PASS = "pass";
    private static final String DEAD_LETTER = "dead-letter";

    /** The time limit of a call; texts are short, and a step has nobody to ask. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private record Known(StepModule module, SharedCall call, TimedCall<Made> making) {}

    /** The result of a module that reads settings: a step, or what it says is wrong with them. */
    private sealed interface Made {

        record Use(PreparedStep.Use use) implements Made {}

        record Wrong(SettingsException why) implements Made {}
    }

    @Bounded("one for each provider")
    private final Map<String, Known> byName = new TreeMap<>();

    private final StepCounters counters;

    /** A catalog of step modules. */
    public StepCatalog(List<StepModule> modules, Guard guard, Timeline timeline, StepCounters counters) {
        for (StepModule module : modules) {
            String operation = module.component() instanceof MessageFilter ? "judge" : "transform";
            byName.put(
                    module.name(),
                    new Known(
                            module,
                            new SharedCall(module, operation, LIMIT, guard, timeline),
                            new TimedCall<>(module.name(), "use", LIMIT, guard, timeline)));
        }
        this.counters = counters;
    }

    /**
     * Prepares the steps of watches. Those that have none of their own get the defaults, of which only the filters are
     * for a watch that forwards. The function throws a {@link SettingsException} that names watch and step when there
     * is no such step or its settings are wrong.
     */
    public Function<Watch, StepChain> chains(List<Step> defaults) {
        StepChain common = chain("", defaults, false);
        StepChain filters = common.filters();
        return watch -> watch.steps()
                .map(own -> chain("watch `" + watch.id() + "`: ", own, forwards(watch)))
                .orElse(forwards(watch) ? filters : common);
    }

    /** The names of all steps that there are, sorted. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Checks the steps that a configuration names. Returns a problem for each, with its place. */
    public List<Problem> problems(List<StepUse> uses) {
        return uses.stream()
                .flatMap(use -> problem(() -> prepared(use.step(), use.forwards())).map(use::problem).stream())
                .toList();
    }

    /** Checks the steps of a watch. Returns the first problem; empty when all is well. */
    public Optional<String> problem(Watch watch) {
        return problem(() -> chain("", watch.steps().orElse(List.of()), forwards(watch)));
    }

    private static Optional<String> problem(Runnable preparation) {
        try {
            preparation.run();
            return Optional.empty();
        } catch (SettingsException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean forwards(Watch watch) {
        return watch.preserveSource() && watch.mode() != Watch.Mode.EXTRACT;
    }

    private StepChain chain(String whose, List<Step> steps, boolean forwards) {
        List<PreparedStep> prepared = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            try {
                prepared.add(prepared(steps.get(i), forwards));
            } catch (SettingsException e) {
                throw new SettingsException(
                        whose + "steps[" + (i + 1) + "]." + steps.get(i).name() + ": " + e.getMessage());
            }
        }
        return StepChain.of(prepared, counters);
    }

    private PreparedStep prepared(Step step, boolean forwards) {
        PreparedStep prepared = prepared(step);
        if (forwards && !prepared.isFilter()) {
            throw new SettingsException("changes messages, and `preserve-source: true` forwards them as they are;"
                    + " leave one of the two out");
        }
        return prepared;
    }

    private PreparedStep prepared(Step step) {
        Known known = byName.get(step.name());
        if (known == null) {
            throw new SettingsException("there is no step `" + step.name() + "`; there is "
                    + (byName.isEmpty()
                            ? "none at all"
                            : byName.keySet().stream()
                                    .map(name -> "`" + name + "`")
                                    .collect(Collectors.joining(", "))));
        }
        Map<String, String> values = new HashMap<>(step.settings().values());
        String onFailure = values.getOrDefault(ON_FAILURE, PASS);
        values.remove(ON_FAILURE);
        if (!onFailure.equals(PASS) && !onFailure.equals(DEAD_LETTER)) {
            throw new SettingsException(
                    "`" + ON_FAILURE + "` must be `" + PASS + "` or `" + DEAD_LETTER + "`, not `" + onFailure + "`");
        }
        return new PreparedStep(
                step.name(), use(known, new Settings(values)), known.call(), onFailure.equals(DEAD_LETTER));
    }

    /** Makes a step of settings. Anything that a module throws here is about the settings, as far as the one who wrote them knows. */
    private static PreparedStep.Use use(Known known, Settings settings) {
        StepModule module = known.module();
        CallResult<Made> answer = module.isPlugin()
                ? known.making().ask(() -> made(module, settings))
                : new CallResult.Returned<>(made(module, settings));
        return switch (answer) {
            case CallResult.Returned<Made>(Made.Use(PreparedStep.Use use)) -> use;
            case CallResult.Returned<Made>(Made.Wrong(SettingsException why)) -> throw why;
            case CallResult.Threw<Made>(Throwable cause) ->
                throw new SettingsException("cannot be prepared: " + ModuleFailure.brief(cause));
            case CallResult.Hung<Made> _ ->
                throw new SettingsException(
                        "cannot be prepared: it has not returned within " + LIMIT.toSeconds() + " s");
        };
    }

    private static Made made(StepModule module, Settings settings) {
        try {
            return new Made.Use(
                    switch (module.component()) {
                        case MessageFilter _
                        when module.component() instanceof MessageTransform ->
                            throw new SettingsException(
                                    "is a filter and a transform at the same time; its author must choose");
                        case MessageFilter filter ->
                            new PreparedStep.Use.Filter(requireNonNull(filter.use(settings), "it answered null"));
                        case MessageTransform transform ->
                            new PreparedStep.Use.Transform(requireNonNull(transform.use(settings), "it answered null"));
                        default -> throw new SettingsException("is no step");
                    });
        } catch (SettingsException e) {
            return new Made.Wrong(e);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return new Made.Wrong(new SettingsException("cannot be prepared: " + ModuleFailure.brief(e)));
        }
    }
}
