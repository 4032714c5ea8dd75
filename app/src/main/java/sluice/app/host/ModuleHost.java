package sluice.app.host;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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
import sluice.api.ComponentContext;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.WatchRepository;
import sluice.app.config.Config;
import sluice.app.time.Timeline;

/** The providers that run. Started and closed by the main thread, read by any. */
public final class ModuleHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleHost.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Guard guard = new Guard();
    private final Guard roleGuard = guard.telling(fault -> this.onFault.accept(fault));

    @Bounded("one for each provider")
    private final List<Concern> concerns = new ArrayList<>();

    @Bounded("one for each provider and each plugin")
    private final List<ModuleRecord> records = new ArrayList<>();

    /** Those that failed by something else than their settings. */
    @Bounded("one for each provider")
    private final List<ModuleRecord> troubled = new ArrayList<>();

    @Bounded("one for each role")
    private final Map<Role, Concern> playing = new EnumMap<>(Role.class);

    private final Config config;
    private final Timeline timeline;
    private volatile Consumer<String> onFault = _ -> {};

    private ModuleHost(Config config, Timeline timeline) {
        this.config = config;
        this.timeline = timeline;
    }

    /**
     * Finds all modules, chooses and starts them.
     *
     * @param config says which, and carries their settings
     * @param timeline their time
     * @return the host
     * @throws HostException when a role cannot be filled
     */
    public static ModuleHost start(Config config, Timeline timeline) {
        ModuleHost host = new ModuleHost(config, timeline);
        host.makeDataDir();
        Inventory inventory = Inventory.of(config);
        inventory.failures().forEach(host::failed);
        Selection selection = Selection.of(inventory.candidates(), config.modules());
        if (!selection.problems().isEmpty()) {
            throw new HostException(selection.problems());
        }
        Set<Candidate> wanted = selection.wanted();
        wanted.forEach(candidate -> host.start(candidate, selection));
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
     * @param timeline its time
     * @return starts the repository, which is then not guarded and to be closed by the caller, or throws a
     *     {@code HostException}; empty when the chosen queue has none
     * @throws HostException when there is no such queue
     */
    public static Optional<Supplier<WatchRepository>> watchRepository(Config config, Timeline timeline) {
        ModuleHost host = new ModuleHost(config, timeline);
        Selection selection = Selection.of(Inventory.of(config).candidates(), config.modules());
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
     * What was found, and what would become of it.
     *
     * @param records one for each provider and each failure; {@code ACTIVE} are those that would be started
     * @param problems why the bot could not start with them
     */
    public record Survey(List<ModuleRecord> records, List<String> problems) {}

    /**
     * Looks for modules without starting any.
     *
     * @param config says where plugins lie and what is chosen
     * @return what was found
     */
    public static Survey survey(Config config) {
        Inventory inventory = Inventory.of(config);
        Selection selection = Selection.of(inventory.candidates(), config.modules());
        Set<Candidate> wanted = selection.wanted();
        List<ModuleRecord> records = new ArrayList<>();
        for (Candidate candidate : inventory.candidates()) {
            records.add(
                    wanted.contains(candidate)
                            ? candidate.record(ModuleRecord.State.ACTIVE, "")
                            : selection.leftOut(candidate));
        }
        records.addAll(inventory.failures());
        return new Survey(List.copyOf(records), List.copyOf(selection.problems()));
    }

    /**
     * The deduplicator in use.
     *
     * @return it, guarded
     */
    public Deduplicator deduplicator() {
        Concern concern = playing.get(Role.DEDUP);
        return new GuardedDeduplicator(concern.provider(), (Deduplicator) concern.component(), roleGuard);
    }

    /**
     * The peers in use.
     *
     * @return them, guarded
     */
    public Peers peers() {
        Concern concern = playing.get(Role.PEER);
        return new GuardedPeers(concern.provider(), (Peers) concern.component(), roleGuard, timeline.clock());
    }

    /**
     * The queue in use.
     *
     * @return it, guarded
     */
    public MessageQueue queue() {
        Concern concern = playing.get(Role.QUEUE);
        return new GuardedQueue(concern.provider(), (MessageQueue) concern.component(), roleGuard);
    }

    /**
     * The repository of watches, where the queue comes with one.
     *
     * @return it, guarded; empty when watches stand in the configuration file only
     */
    public Optional<WatchRepository> watches() {
        return repository()
                .map(concern ->
                        new GuardedWatches(concern.provider(), (WatchRepository) concern.component(), roleGuard));
    }

    private Optional<Concern> repository() {
        return concerns.stream()
                .filter(concern -> concern.component() instanceof WatchRepository)
                .findFirst();
    }

    /**
     * All that run, in the order of their start.
     *
     * @return the concerns
     */
    public List<Concern> concerns() {
        return List.copyOf(concerns);
    }

    /**
     * The one that plays a role.
     *
     * @param role the role
     * @return the concern
     */
    public Concern concern(Role role) {
        return playing.get(role);
    }

    /**
     * What was found and what became of it.
     *
     * @return one record for each provider and each failure
     */
    public List<ModuleRecord> records() {
        return List.copyOf(records);
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
     * The guard of all calls.
     *
     * @return it
     */
    public Guard guard() {
        return guard;
    }

    @Override
    public void close() {
        for (Concern concern : concerns.reversed()) {
            Thread closing =
                    Thread.startVirtualThread(() -> guard.run(concern.provider(), "close", concern.component()::close));
            try {
                if (!closing.join(CLOSE_LIMIT)) {
                    LOG.warn("module {} did not close within {} s", concern.provider(), CLOSE_LIMIT.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void failed(ModuleRecord failure) {
        LOG.warn("plugin {} is left out: {}", failure.origin(), failure.detail());
        records.add(failure);
    }

    private void makeDataDir() {
        try {
            Files.createDirectories(config.dataDir());
        } catch (IOException e) {
            throw new HostException(List.of("data-dir: cannot be made: " + e));
        }
    }

    private void start(Candidate candidate, Selection selection) {
        try {
            Component component = candidate.factory().get();
            Settings settings = config.sections().getOrDefault(candidate.section(), new Settings(Map.of()));
            component.start(new ComponentContext(settings, timeline.clock(), timeline.ticker(), config.dataDir()));
            List<Role> roles = selection.chosen().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(candidate))
                    .map(Map.Entry::getKey)
                    .toList();
            String name = roles.isEmpty() ? candidate.name() : roles.getFirst().key();
            Concern concern = new Concern(name, candidate.name(), component, guard);
            concerns.add(concern);
            roles.forEach(role -> playing.put(role, concern));
            records.add(candidate.record(ModuleRecord.State.ACTIVE, ""));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            LOG.warn("module {} failed to start: {}", candidate.name(), ModuleRecord.brief(e));
            LOG.debug("module {} failed to start", candidate.name(), e);
            ModuleRecord failure = candidate.record(ModuleRecord.State.FAILED, "start: " + ModuleRecord.brief(e));
            records.add(failure);
            if (!(e instanceof SettingsException)) {
                troubled.add(failure);
            }
        }
    }

    /** A bot without the watches that are kept for it would lose messages. */
    private Optional<String> repositoryProblem(Selection selection) {
        return selection.repository().filter(_ -> repository().isEmpty()).map(candidate -> {
            String reason = records.stream()
                    .filter(record -> record.state() == ModuleRecord.State.FAILED
                            && record.name().equals(candidate.name())
                            && record.roles().isEmpty())
                    .map(ModuleRecord::detail)
                    .findFirst()
                    .orElse("it is gone");
            return "modules." + Role.QUEUE.key() + ": the watches of `" + candidate.name() + "` cannot be had: "
                    + reason;
        });
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
                problems.add("modules." + role.key() + ": `"
                        + config.modules().chosen().get(role.key()) + "` does not work: " + reason);
            }
        }
        repositoryProblem(selection).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            close();
            throw new HostException(problems, !troubled.isEmpty());
        }
    }
}
