package sluice.host;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Ownership;
import sluice.api.Stats;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.host.guard.CallResult;
import sluice.host.guard.Guard;
import sluice.host.guard.IsolatedCall;
import sluice.host.guard.ModuleFailure;

/**
 * The {@link Ownership} of a process, guarded: it is asked on a thread beside, so that one that fails or hangs holds up nothing, and the
 * last answer stays as long as the bot is held. Thread-safe.
 */
public final class BotOwners implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BotOwners.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** The time limit for pausing a bot: somebody waits for it. */
    private static final Duration PAUSE_LIMIT = Duration.ofSeconds(5);

    /** The time that a call may take before health shows it. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private static final String CLAIM = "claim";

    private record Answer(Set<String> here, Map<String, Ownership.Owner> owners, List<String> problems) {}

    private final Ownership ownership;

    /** The module that decides; empty where this process has all bots. */
    private final Optional<Concern> module;

    private final Guard guard;
    private final Timeline timeline;
    private final Runnable changed;
    private final AtomicInteger requests = new AtomicInteger();

    @Bounded("BotFiles.MOST")
    private volatile Set<String> able = Set.of();

    /** The bots that this process was told to run, and has not given up since. */
    @Bounded("BotFiles.MOST")
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    private volatile Optional<Answer> answer = Optional.empty();
    private volatile boolean failed;

    private BotOwners(Ownership ownership, Optional<Concern> module, Guard guard, Timeline timeline, Runnable changed) {
        this.ownership = ownership;
        this.module = module;
        this.guard = guard;
        this.timeline = timeline;
        this.changed = changed;
    }

    /**
     * Starts what decides for a process with several bots.
     *
     * @param changed told when {@link #here} may answer something else, on any thread; must be quick
     * @throws HostException if it cannot be started
     */
    public static BotOwners start(Config config, Inventory inventory, Timeline timeline, Runnable changed) {
        Guard guard = new Guard(timeline.ticker());
        Ownership ownership = open(config, inventory, timeline);
        Optional<Concern> module = provider(config, inventory)
                .map(candidate -> Concern.of("ownership", candidate, ownership, guard, timeline));
        module.ifPresent(concern -> guard.run(concern.provider(), "onChange", () -> ownership.onChange(changed)));
        return new BotOwners(ownership, module, guard, timeline, changed);
    }

    /**
     * Starts what decides, for a command that asks it or pauses a bot.
     *
     * @return not guarded, and to be closed by the caller
     * @throws HostException if it cannot be started
     */
    public static Ownership open(Config config, Inventory inventory, Timeline timeline) {
        Optional<ProviderDescriptor> provider = provider(config, inventory);
        if (provider.isEmpty()) {
            return new OneNode(config, timeline.now());
        }
        DataDir.make(config.dataDir());
        return (Ownership) new ModuleStarter(config, timeline).startForQueue(provider.get());
    }

    /**
     * True if machines share the queue that the configuration chooses: what it keeps is not in the data directory. Nothing is started
     * for that.
     */
    public static boolean areShared(Config config, Inventory inventory) {
        return provider(config, inventory).isPresent();
    }

    private static Optional<ProviderDescriptor> provider(Config config, Inventory inventory) {
        return Selection.of(inventory, config).ownership();
    }

    /**
     * Says which bots this process could run, and asks which it is to run. Returns at once: where machines share the bots, the answer
     * comes later.
     *
     * @param bots the names of those with a valid file
     */
    public void claim(Set<String> bots) {
        able = Set.copyOf(bots);
        if (module.isEmpty()) {
            answer = Optional.of(ask());
        } else if (requests.getAndIncrement() == 0) {
            // A platform thread, since one that spins would keep the carrier of a virtual one.
            Thread.ofPlatform().daemon().name("sluice-claim").start(() -> answerAll(module.get()));
        }
    }

    private void answerAll(Concern asked) {
        int answered;
        do {
            answered = requests.get();
            Optional<Answer> now = guard.call(asked.provider(), CLAIM, () -> Optional.of(ask()), Optional.empty());
            failed = now.isEmpty();
            if (now.isPresent()) {
                Optional<Answer> before = answer;
                answer = now;
                if (!before.map(Answer::here).equals(now.map(Answer::here))) {
                    changed.run();
                }
            }
        } while (!requests.compareAndSet(answered, 0));
    }

    private Answer ask() {
        Set<String> here = Set.copyOf(ownership.claim(able));
        given.addAll(here);
        Map<String, Ownership.Owner> owners =
                ownership.owners().stream().collect(toUnmodifiableMap(Ownership.Owner::bot, Function.identity()));
        return new Answer(here, owners, List.copyOf(ownership.problems()));
    }

    /** False until the first answer: nobody knows yet who runs which bot. */
    public boolean known() {
        return answer.isPresent();
    }

    /** True if this process is to run a bot. */
    public boolean here(String bot) {
        return answer.filter(last -> last.here().contains(bot)).isPresent() && holds(bot);
    }

    /** True if this process owns a bot at this moment; asked before each call to Telegram. */
    public boolean holds(String bot) {
        try {
            return ownership.holds(bot);
        } catch (Throwable e) {
            guard.threw(module.map(Concern::provider).orElse(""), "holds", e);
            return false;
        }
    }

    /** True if this process was told to run a bot and has to give it up, even one that it does not own any more. */
    public boolean isGiven(String bot) {
        return given.contains(bot);
    }

    /** Who runs a bot; empty if nothing is known of it. */
    public Optional<Ownership.Owner> owner(String bot) {
        return answer.map(last -> last.owners().get(bot));
    }

    /** Who runs each bot, by name; empty where this process has all bots. */
    public Optional<Map<String, Ownership.Owner>> shared() {
        return module.map(_ -> answer.map(Answer::owners).orElse(Map.of()));
    }

    /** The name of this process among the others; empty where this process has all bots. */
    public Optional<String> node() {
        return module.map(concern -> guard.call(concern.provider(), "node", ownership::node, ""));
    }

    /** Gives up a bot that has stopped here. */
    public void release(String bot) {
        // First: it may be given again at once.
        given.remove(bot);
        guard.run(module.map(Concern::provider).orElse(""), "release", () -> ownership.release(bot));
    }

    /**
     * Pauses a bot or lets it go on, on whatever machine.
     *
     * @throws HostException if that cannot be kept at present
     */
    public void pause(String bot, boolean paused) {
        if (module.isEmpty()) {
            ownership.pause(bot, paused);
            return;
        }
        CallResult<Boolean> result = IsolatedCall.call(
                "sluice-pause",
                PAUSE_LIMIT,
                timeline,
                () -> {
                    ownership.pause(bot, paused);
                    return true;
                },
                () -> {});
        switch (result) {
            case CallResult.Returned<Boolean> _ -> {}
            case CallResult.Threw<Boolean>(Throwable cause) ->
                throw new HostException(List.of(ModuleFailure.of("pause", cause).toString()), true);
            case CallResult.Hung<Boolean> _ ->
                throw new HostException(
                        List.of("the store has not answered within " + PAUSE_LIMIT.toSeconds() + " s"), true);
        }
    }

    /** What puts the bots in danger, a line each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(answer.map(Answer::problems).orElse(List.of()));
        if (failed) {
            module.flatMap(concern -> guard.trouble(concern.provider()))
                    .ifPresent(trouble -> problems.add("it cannot be asked who runs which bot: " + trouble.cause()));
        }
        problems.addAll(guard.hanging(LONGEST_CALL));
        return problems;
    }

    public Optional<Stats> stats() {
        return module.flatMap(Concern::stats);
    }

    /** Ends it; all bots have stopped before. */
    @Override
    public void close() {
        if (module.isPresent() && !module.get().close("ownership", CLOSE_LIMIT, timeline)) {
            LOG.warn("what decides who runs which bot did not close in time and is left behind");
        }
    }
}
