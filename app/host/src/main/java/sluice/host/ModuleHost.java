package sluice.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Component;
import sluice.api.ContentDeduplicator;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.NoteRepository;
import sluice.api.Peers;
import sluice.api.StoreArchive;
import sluice.api.UserStates;
import sluice.api.WatchRepository;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.host.guard.Guard;
import sluice.host.guard.GuardedContentDeduplicator;
import sluice.host.guard.GuardedDeduplicator;
import sluice.host.guard.GuardedPeers;
import sluice.host.guard.GuardedQueue;
import sluice.host.guard.GuardedStates;
import sluice.host.guard.GuardedWatches;
import sluice.host.guard.ModuleFailure;

/** The providers that run. Started and closed by the main thread, read by any. */
public final class ModuleHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleHost.class);

    /** The time limit for closing each role, and for all other modules together. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Guard guard;
    private final Guard roleGuard;

    @Bounded("one for each provider")
    private final List<Concern> concerns = new ArrayList<>();

    @Bounded("one for each provider and each plugin")
    private final List<ModuleRecord> records = new ArrayList<>();

    /** The providers that failed by something else than their settings. */
    @Bounded("one for each provider")
    private final List<ModuleRecord> troubled = new ArrayList<>();

    @Bounded("one for each role")
    private final Map<Role, Concern> playing = new EnumMap<>(Role.class);

    private final Config config;
    private final Timeline timeline;
    private final ModuleStarter launch;
    private volatile Consumer<String> onFault = _ -> {};

    private ModuleHost(Config config, Timeline timeline) {
        this.config = config;
        this.timeline = timeline;
        this.guard = new Guard(timeline.ticker());
        this.roleGuard = guard.reporting(fault -> this.onFault.accept(fault));
        this.launch = new ModuleStarter(config, timeline);
    }

    /**
     * Chooses and starts the modules of a bot.
     *
     * @throws HostException if a role cannot be filled
     */
    public static ModuleHost start(Config config, Inventory inventory, Timeline timeline) {
        DataDir.make(config.dataDir());
        ModuleHost host = new ModuleHost(config, timeline);
        inventory.failures().forEach(host::failed);
        Selection selection = Selection.of(inventory, config);
        selection.warnings().forEach(LOG::warn);
        if (!selection.problems().isEmpty()) {
            throw new HostException(selection.problems());
        }
        Set<ProviderDescriptor> wanted = selection.wanted();
        wanted.stream()
                // What comes with the queue would fail for the queue's own reason.
                .filter(candidate -> !candidate.comesWithQueue() || host.playing.containsKey(Role.QUEUE))
                .forEach(candidate -> host.start(candidate, selection));
        inventory.candidates().stream()
                .filter(candidate -> !wanted.contains(candidate))
                .map(selection::notWanted)
                .forEach(host.records::add);
        host.requireWorking(selection);
        return host;
    }

    /**
     * Finds the repository of watches alone, for a command that runs beside the bot.
     *
     * @return starts the repository, which is then not guarded and to be closed by the caller, or throws a {@code
     *     HostException}; empty if the chosen queue has none
     * @throws HostException if there is no such queue
     */
    public static Optional<Supplier<WatchRepository>> watchRepository(
            Config config, Inventory inventory, Timeline timeline) {
        ModuleHost host = new ModuleHost(config, timeline);
        Selection selection = Selection.of(inventory, config);
        if (!selection.chosen().containsKey(Role.QUEUE)) {
            String key = "modules." + Role.QUEUE.key() + ":";
            throw new HostException(selection.problems().stream()
                    .filter(problem -> problem.startsWith(key))
                    .toList());
        }
        return selection.repository().map(candidate -> () -> {
            host.start(candidate, selection);
            host.repositoryProblem(selection).ifPresent(problem -> {
                throw new HostException(List.of(problem), !host.troubled.isEmpty());
            });
            return (WatchRepository)
                    host.running(WatchRepository.class).orElseThrow().component();
        });
    }

    /**
     * Starts the archive of a bot, for a command; the bot must not run meanwhile.
     *
     * @param queue the name of the queue whose archive it is, which need not be the one that the configuration chooses
     * @return not guarded, and to be closed by the caller
     * @throws HostException if there is none, or it does not work, such as while the bot runs
     */
    public static StoreArchive archive(Config config, String queue, Timeline timeline) {
        Inventory inventory = Inventory.of(config);
        ProviderDescriptor archive = inventory.archives().stream()
                .filter(candidate -> candidate.name().equals(queue))
                .findFirst()
                .orElseThrow(() -> new HostException(List.of(noArchive(queue, inventory))));
        return (StoreArchive) new ModuleStarter(config, timeline).startForQueue(archive);
    }

    private static String noArchive(String queue, Inventory inventory) {
        boolean known = inventory.candidates().stream()
                .anyMatch(candidate -> candidate.name().equals(queue));
        String able = inventory.archives().stream()
                .map(ProviderDescriptor::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return "modules.queue: "
                + (known ? "what `" + queue + "` keeps cannot be moved" : "there is no module `" + queue + "`")
                + "; "
                + (able.isEmpty() ? "no module here keeps what can be moved" : "what these keep can be moved: " + able);
    }

    /** The running step modules, each with another name. */
    public List<StepModule> steps() {
        return concerns.stream()
                .filter(concern -> StepModule.isStep(concern.component().getClass()))
                .map(concern -> new StepModule(concern.provider(), concern.component(), concern.isPlugin()))
                .toList();
    }

    /** The guard of calls on which messages depend; it reports each fault to health. */
    public Guard messageGuard() {
        return roleGuard;
    }

    public Deduplicator deduplicator() {
        Concern concern = playing.get(Role.DEDUP);
        return new GuardedDeduplicator(concern.provider(), (Deduplicator) concern.component(), roleGuard);
    }

    public ContentDeduplicator contentDeduplicator() {
        Concern concern = playing.get(Role.CONTENT_DEDUP);
        return new GuardedContentDeduplicator(concern.provider(), (ContentDeduplicator) concern.component(), roleGuard);
    }

    public Peers peers() {
        Concern concern = playing.get(Role.PEER);
        return new GuardedPeers(concern.provider(), (Peers) concern.component(), roleGuard, timeline.clock());
    }

    public UserStates states() {
        Concern concern = playing.get(Role.STATE);
        return new GuardedStates(concern.provider(), (UserStates) concern.component(), roleGuard);
    }

    public MessageQueue queue() {
        Concern concern = playing.get(Role.QUEUE);
        return new GuardedQueue(concern.provider(), (MessageQueue) concern.component(), roleGuard, timeline.clock());
    }

    /** The repository of watches, guarded; empty if watches stand in the configuration file only. */
    public Optional<WatchRepository> watches() {
        return running(WatchRepository.class)
                .map(concern ->
                        new GuardedWatches(concern.provider(), (WatchRepository) concern.component(), roleGuard));
    }

    /** The note repository; empty if nothing keeps notes. Callers must learn of failures, so it is not guarded. */
    public Optional<NoteRepository> notes() {
        return running(NoteRepository.class).map(concern -> (NoteRepository) concern.component());
    }

    /** True if the queue that the configuration chooses comes with a note repository. Nothing is started for that. */
    public static boolean keepsNotes(Config config, Inventory inventory) {
        return Selection.of(inventory, config).notes().isPresent();
    }

    /** True if notes need {@code notes.dir}, which is not set. */
    public static boolean lacksNotesDir(Config config, Inventory inventory) {
        return Selection.of(inventory, config).lacksNotesDir();
    }

    private Optional<Concern> running(Class<?> service) {
        return concerns.stream()
                .filter(concern -> service.isInstance(concern.component()))
                .findFirst();
    }

    /** All running modules, in the order of their start. */
    public List<Concern> concerns() {
        return List.copyOf(concerns);
    }

    public Concern concern(Role role) {
        return playing.get(role);
    }

    /** The state of each provider, and one record for each plugin that failed. */
    public List<ModuleRecord> records() {
        // Those that fail when they are called are in use all the same, and say what fails.
        return records.stream()
                .map(record -> record.state() == ModuleRecord.State.ACTIVE
                        ? record.with(guard.trouble(record.name()))
                        : record)
                .toList();
    }

    /**
     * Reports each failed call into a module that plays a role. Messages depend on those; a cleanup or statistics that
     * fail are counted and logged only.
     *
     * @param listener receives the module and the call, on any thread; must be quick
     */
    public void onFault(Consumer<String> listener) {
        onFault = listener;
    }

    /** The directory in which the modules keep their files. */
    public Path dataDir() {
        return config.dataDir();
    }

    public Guard guard() {
        return guard;
    }

    /**
     * Closes the modules in the reverse order of their start. One that hangs is left behind. Those without a role have a time limit
     * together: however many of them hang, the queue has its own time, and the process ends before it is killed.
     */
    @Override
    public void close() {
        Duration left = CLOSE_LIMIT;
        for (Concern concern : concerns.reversed()) {
            boolean plays = playing.containsValue(concern);
            long start = timeline.ticker().nanos();
            if (!concern.close(concern.provider(), plays ? CLOSE_LIMIT : left, timeline)) {
                LOG.warn("module {} did not close in time and is left behind", concern.provider());
            }
            if (!plays) {
                left = left.minusNanos(timeline.ticker().nanos() - start);
            }
        }
    }

    private void failed(ModuleRecord failure) {
        LOG.warn("plugin {} is not used: {}", failure.origin(), failure.detail());
        records.add(failure);
    }

    private void start(ProviderDescriptor candidate, Selection selection) {
        if (candidate.sharesBots()) {
            // The process has started it, for all its bots.
            records.add(candidate.record(ModuleRecord.State.ACTIVE));
            return;
        }
        try {
            Component component = launch.start(candidate);
            List<Role> roles = selection.rolesOf(candidate);
            String name =
                    roles.isEmpty() ? candidate.concern() : roles.getFirst().key();
            Concern concern = Concern.of(name, candidate, component, guard, timeline);
            concerns.add(concern);
            roles.forEach(role -> playing.put(role, concern));
            records.add(candidate.record(ModuleRecord.State.ACTIVE));
            if (candidate.isPlugin()) {
                LOG.info("plugin {}: {} {} started", candidate.origin(), candidate.name(), candidate.version());
            }
        } catch (ModuleStarter.FailedException e) {
            ModuleFailure trouble = e.trouble();
            if (candidate.isBare()) {
                // Without any other the bot does not start, and says why.
                LOG.warn("module {} failed to {}: {}", candidate.name(), trouble.phase(), trouble.cause());
            }
            LOG.debug("module {} failed to {}", candidate.name(), trouble.phase(), e);
            ModuleRecord failure = candidate.failed(trouble);
            records.add(failure);
            if (e.mayPass()) {
                troubled.add(failure);
            }
        }
    }

    /** A bot without the watches that are kept for it would lose messages. */
    private Optional<String> repositoryProblem(Selection selection) {
        return problem(selection.repository(), WatchRepository.class, "watches");
    }

    private Optional<String> problem(Optional<ProviderDescriptor> repository, Class<?> service, String kept) {
        return repository
                .filter(_ -> running(service).isEmpty())
                .map(candidate -> "modules." + Role.QUEUE.key() + ": the " + kept + " of `" + candidate.name()
                        + "` are not available: "
                        + failure(record -> record.name().equals(candidate.name())
                                && record.roles().isEmpty()));
    }

    private String failure(Predicate<ModuleRecord> of) {
        return records.stream()
                .filter(record -> record.state() == ModuleRecord.State.FAILED && of.test(record))
                .map(ModuleRecord::detail)
                .findFirst()
                .orElse("it is gone");
    }

    private void requireWorking(Selection selection) {
        List<String> problems = new ArrayList<>();
        for (Role role : Role.values()) {
            if (!playing.containsKey(role)) {
                String name = config.modules().chosen().get(role.key());
                problems.add(Selection.notWorking(
                        role, name, failure(record -> record.roles().contains(role))));
            }
        }
        if (playing.containsKey(Role.QUEUE)) {
            repositoryProblem(selection).ifPresent(problems::add);
            problem(selection.notes(), NoteRepository.class, "notes").ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            close();
            throw new HostException(problems, !troubled.isEmpty());
        }
    }
}
