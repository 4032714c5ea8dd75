package sluice.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Component;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.NoteRepository;
import sluice.api.Peers;
import sluice.api.SettingsException;
import sluice.api.UserStates;
import sluice.api.WatchRepository;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.host.guard.Guard;
import sluice.host.guard.GuardedDeduplicator;
import sluice.host.guard.GuardedPeers;
import sluice.host.guard.GuardedQueue;
import sluice.host.guard.GuardedStates;
import sluice.host.guard.GuardedWatches;
import sluice.host.guard.ModuleFailure;

/** The providers that run. Started and closed by the main thread, read by any. */
public final class ModuleHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleHost.class);

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
        this.roleGuard = guard.telling(fault -> this.onFault.accept(fault));
        this.launch = new ModuleStarter(config, timeline);
    }

    /**
     * Finds all modules, chooses and starts them.
     *
     * @param config says which, and carries their settings
     * @param timeline their time
     * @return a host whose modules run
     * @throws HostException when a role cannot be filled
     */
    public static ModuleHost start(Config config, Timeline timeline) {
        DataDir.make(config.dataDir());
        ModuleHost host = new ModuleHost(config, timeline);
        Inventory inventory = Inventory.of(config);
        inventory.failures().forEach(host::failed);
        Selection selection = Selection.of(inventory, config);
        selection.warnings().forEach(LOG::warn);
        if (!selection.problems().isEmpty()) {
            throw new HostException(selection.problems());
        }
        Set<ProviderDescriptor> wanted = selection.wanted();
        wanted.stream()
                // What comes with the queue would fail for the queue's own reason.
                .filter(candidate -> !candidate.isRepository() || host.playing.containsKey(Role.QUEUE))
                .forEach(candidate -> host.start(candidate, selection));
        inventory.candidates().stream()
                .filter(candidate -> !wanted.contains(candidate))
                .map(selection::leftOut)
                .forEach(host.records::add);
        host.requireWorking(selection);
        return host;
    }

    /**
     * Finds the repository of watches alone, for a command that runs beside the bot.
     *
     * @param config says which queue is chosen
     * @param timeline the clock, ticker and waits to use
     * @return starts the repository, which is then not guarded and to be closed by the caller, or throws a
     *     {@code HostException}; empty when the chosen queue has none
     * @throws HostException when there is no such queue
     */
    public static Optional<Supplier<WatchRepository>> watchRepository(Config config, Timeline timeline) {
        ModuleHost host = new ModuleHost(config, timeline);
        Selection selection = Selection.of(Inventory.of(config), config);
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
            return (WatchRepository) host.repository().orElseThrow().component();
        });
    }

    /**
     * The steps that run.
     *
     * @return the step modules, each with another name
     */
    public List<StepModule> steps() {
        return concerns.stream()
                .filter(concern -> StepModule.isStep(concern.component().getClass()))
                .map(concern -> new StepModule(concern.provider(), concern.component(), concern.isPlugin()))
                .toList();
    }

    /**
     * The guard of calls on which messages depend: of each fault health is told.
     *
     * @return the guard that tells health
     */
    public Guard messageGuard() {
        return roleGuard;
    }

    /**
     * The deduplicator in use.
     *
     * @return the deduplicator, guarded
     */
    public Deduplicator deduplicator() {
        Concern concern = playing.get(Role.DEDUP);
        return new GuardedDeduplicator(concern.provider(), (Deduplicator) concern.component(), roleGuard);
    }

    /**
     * The peers in use.
     *
     * @return the peers, guarded
     */
    public Peers peers() {
        Concern concern = playing.get(Role.PEER);
        return new GuardedPeers(concern.provider(), (Peers) concern.component(), roleGuard, timeline.clock());
    }

    /**
     * The dialogs of users.
     *
     * @return the dialogs, guarded
     */
    public UserStates states() {
        Concern concern = playing.get(Role.STATE);
        return new GuardedStates(concern.provider(), (UserStates) concern.component(), roleGuard);
    }

    /**
     * The queue in use.
     *
     * @return the queue, guarded
     */
    public MessageQueue queue() {
        Concern concern = playing.get(Role.QUEUE);
        return new GuardedQueue(concern.provider(), (MessageQueue) concern.component(), roleGuard);
    }

    /**
     * The repository of watches, where the queue comes with one.
     *
     * @return the repository, guarded; empty when watches stand in the configuration file only
     */
    public Optional<WatchRepository> watches() {
        return repository()
                .map(concern ->
                        new GuardedWatches(concern.provider(), (WatchRepository) concern.component(), roleGuard));
    }

    private Optional<Concern> repository() {
        return running(WatchRepository.class);
    }

    /**
     * The note repository, where the queue comes with one. Callers must learn of failures, so it is not guarded.
     *
     * @return the repository; empty when nothing keeps notes
     */
    public Optional<NoteRepository> notes() {
        return running(NoteRepository.class).map(concern -> (NoteRepository) concern.component());
    }

    /**
     * True if a bot with this configuration can keep notes. Nothing is started for that.
     *
     * @param config says which queue is chosen
     * @return {@code false} when the chosen queue comes without
     */
    public static boolean keepsNotes(Config config) {
        return Selection.of(Inventory.of(config), config).notes().isPresent();
    }

    private Optional<Concern> running(Class<?> service) {
        return concerns.stream()
                .filter(concern -> service.isInstance(concern.component()))
                .findFirst();
    }

    /**
     * The running modules, in the order of their start.
     *
     * @return all running modules
     */
    public List<Concern> concerns() {
        return List.copyOf(concerns);
    }

    /**
     * The module that plays a role.
     *
     * @param role the role to look up
     * @return the module that plays it
     */
    public Concern concern(Role role) {
        return playing.get(role);
    }

    /**
     * The providers that were found, and the state of each.
     *
     * @return one record for each provider and each failure
     */
    public List<ModuleRecord> records() {
        return records.stream().map(this::asItIsNow).toList();
    }

    /** Those that fail when they are called are in use all the same, and say what fails. */
    private ModuleRecord asItIsNow(ModuleRecord record) {
        if (record.state() != ModuleRecord.State.ACTIVE) {
            return record;
        }
        return record.with(guard.trouble(record.name()));
    }

    /**
     * Asks to be told when a module that plays a role fails in a call. Messages depend on those; a cleanup or statistics that
     * fail are counted and logged only.
     *
     * @param listener is told which module and which call; from any thread, and it must be quick
     */
    public void onFault(Consumer<String> listener) {
        onFault = listener;
    }

    /**
     * The folder in which plugins are looked for.
     *
     * @param config the configuration
     * @return the folder, which need not be there; empty when there is no image for one to be beside of
     */
    public static Optional<Path> pluginsFolder(Config config) {
        return Inventory.folder(config);
    }

    /**
     * The directory in which the modules keep their files.
     *
     * @return the data directory
     */
    public Path dataDir() {
        return config.dataDir();
    }

    /**
     * The guard of all calls.
     *
     * @return the guard of this host
     */
    public Guard guard() {
        return guard;
    }

    @Override
    public void close() {
        new Closing(guard, timeline).close(concerns, List.copyOf(playing.values()));
    }

    private void failed(ModuleRecord failure) {
        LOG.warn("plugin {} is left out: {}", failure.origin(), failure.detail());
        records.add(failure);
    }

    private void start(ProviderDescriptor candidate, Selection selection) {
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
            if (!(e.getCause() instanceof SettingsException)) {
                troubled.add(failure);
            }
        }
    }

    /** A bot without the watches that are kept for it would lose messages. */
    private Optional<String> repositoryProblem(Selection selection) {
        return selection
                .repository()
                .filter(_ -> repository().isEmpty())
                .map(candidate -> repositoryProblem(candidate, "watches"));
    }

    private Optional<String> notesProblem(Selection selection) {
        return selection.notes().filter(_ -> notes().isEmpty()).map(candidate -> repositoryProblem(candidate, "notes"));
    }

    private String repositoryProblem(ProviderDescriptor candidate, String what) {
        String reason = records.stream()
                .filter(record -> record.state() == ModuleRecord.State.FAILED
                        && record.name().equals(candidate.name())
                        && record.roles().isEmpty())
                .map(ModuleRecord::detail)
                .findFirst()
                .orElse("it is gone");
        return "modules." + Role.QUEUE.key() + ": the " + what + " of `" + candidate.name() + "` cannot be had: "
                + reason;
    }

    private void requireWorking(Selection selection) {
        List<String> problems = new ArrayList<>();
        for (Role role : Role.values()) {
            if (!playing.containsKey(role)) {
                String reason = records.stream()
                        .filter(record -> record.state() == ModuleRecord.State.FAILED
                                && record.roles().contains(role))
                        .map(ModuleRecord::detail)
                        .findFirst()
                        .orElse("it is gone");
                problems.add(
                        Selection.notWorking(role, config.modules().chosen().get(role.key()), reason));
            }
        }
        if (playing.containsKey(Role.QUEUE)) {
            repositoryProblem(selection).ifPresent(problems::add);
            notesProblem(selection).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            close();
            throw new HostException(problems, !troubled.isEmpty());
        }
    }
}
