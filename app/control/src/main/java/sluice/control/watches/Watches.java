package sluice.control.watches;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.SettingsException;
import sluice.api.Step;
import sluice.api.StepMessage;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.config.LiveConfig;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.engine.route.Trial;
import sluice.engine.steps.StepCatalog;
import sluice.engine.steps.StepChain;

/** The watches of the configuration file and those of the repository, as one. This class is thread-safe. */
public final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final Router router;
    private final Optional<WatchRepository> repository;
    private final boolean keepsNotes;
    private final StepCatalog steps;
    private final LiveConfig config;
    private long version;

    @Bounded("the configuration file and what the repository holds")
    private List<Watch> all = List.of();

    /**
     * All watches that there are now, which the router has from now on. A {@link SettingsException} says that one of
     * them names a step that there is not, or with wrong settings.
     */
    public Watches(
            Router router,
            Optional<WatchRepository> repository,
            boolean keepsNotes,
            StepCatalog steps,
            LiveConfig config) {
        this.keepsNotes = keepsNotes;
        this.router = router;
        this.steps = steps;
        this.repository = repository;
        this.config = config;
        repository.ifPresent(kept -> {
            kept.moves().forEach(router::migrate);
            version = kept.version();
        });
        router.onMigration(this::moved);
        load();
        warnOfOldIds(_ -> true);
        config.onChange(_ -> takeFile());
    }

    /** Called while the router is locked, so that nothing here may wait for who waits for it. */
    private void moved(long from, long to) {
        repository.ifPresent(kept -> kept.moved(from, to));
        warnOfOldIds(id -> id == to);
    }

    /** The file is its owner's and is never written: its owner is notified of what to write there. */
    private void warnOfOldIds(LongPredicate concerned) {
        Map<Long, Integer> watchesOf = new TreeMap<>();
        config.get()
                .watches()
                .forEach(watch -> Stream.of(watch.source(), watch.destination())
                        .distinct()
                        .forEach(chat -> watchesOf.merge(chat, 1, Integer::sum)));
        watchesOf.forEach((chat, count) -> router.movedTo(chat)
                .filter(concerned::test)
                .ifPresent(now -> LOG.warn(
                        "{} watches of the configuration file name chat {}, which has become {}: write the new ID there{}",
                        count,
                        chat,
                        now,
                        repository.isPresent() ? "" : ", since it is forgotten when the bot ends")));
    }

    /** The watches in use, with the chats that they were written for; those of the file first. */
    public synchronized List<Watch> all() {
        return all;
    }

    /** The watch in use of an id; empty when there is none. */
    public synchronized Optional<Watch> find(String id) {
        return all.stream().filter(watch -> watch.id().equals(id)).findFirst();
    }

    /**
     * True if a watch stands in the configuration file, so that it cannot be changed here; {@code false} too when there
     * is none.
     */
    public synchronized boolean isFixed(String id) {
        return config.get().watches().stream().anyMatch(watch -> watch.id().equals(id));
    }

    /** True if watches can be kept, and not only those of the configuration file are there. */
    public boolean canKeep() {
        return repository.isPresent();
    }

    /**
     * Adds a watch, not one of the file, or replaces the one of the same id, its steps too. It is in use when this
     * returns. When it cannot be kept, the exception says why, and nothing has changed.
     */
    public synchronized void save(Watch watch) {
        repository.orElseThrow().save(moved(watch));
        changedHere();
    }

    /** The steps of watches without any of their own. */
    public List<Step> defaultSteps() {
        return config.get().steps();
    }

    /** The names of all steps that a watch can have, sorted. */
    public List<String> stepNames() {
        return steps.names();
    }

    /** The result of a message on its way through the steps of a watch, whatever its filters say. */
    public StepChain.Result tried(Watch watch, StepMessage message) {
        StepChain chain = chain(watch);
        return chain.run(Route.of(watch, chain).seen(List.of(message)));
    }

    /** The reason why a watch cannot be had though it is written correctly; empty when it can. */
    public Optional<String> problem(Watch watch) {
        return Router.problem(watch).or(() -> steps.problem(watch));
    }

    /**
     * Tries a watch on a message, with its steps.
     *
     * @param watch one that has no {@link #problem}
     * @param copyable whether Telegram would copy the message
     */
    public Trial trial(Watch watch, StepMessage message, boolean copyable) {
        return Trial.of(watch, chain(watch), message, copyable);
    }

    private StepChain chain(Watch watch) {
        return steps.chains(defaultSteps()).apply(watch);
    }

    /** True if something keeps notes, so that a watch may record. */
    public boolean keepsNotes() {
        return keepsNotes;
    }

    /**
     * Removes a watch. What waits for it is not sent any more. When that cannot be kept, the exception says why, and
     * nothing has changed.
     */
    public synchronized void remove(String id) {
        repository.orElseThrow().remove(id);
        changedHere();
    }

    /** Takes the watches of an edited file. */
    private synchronized void takeFile() {
        reload();
        warnOfOldIds(_ -> true);
    }

    /** Takes over changes in the repository, perhaps made by another process. */
    public synchronized void refresh() {
        long now = repository.map(WatchRepository::version).orElse(0L);
        if (now != version) {
            List<Watch> before = all;
            reload();
            version = now;
            if (!all.equals(before)) {
                LOG.info("watches changed: {} now", all.size());
            }
        }
    }

    /** The version first: what another process changes in between is then read twice, and not missed. */
    private void changedHere() {
        version = repository.orElseThrow().version();
        reload();
    }

    /** For a chat that has another id by now. */
    private Watch moved(Watch watch) {
        return watch.between(
                router.movedTo(watch.source()).orElse(watch.source()),
                router.movedTo(watch.destination()).orElse(watch.destination()));
    }

    /** One that is kept and cannot be applied must not keep the others from working. */
    private boolean isUsable(Watch watch) {
        Optional<String> problem = problem(watch);
        problem.ifPresent(reason -> LOG.error(
                "watch {} ({} to {}) is not used: {}", watch.id(), watch.source(), watch.destination(), reason));
        return problem.isEmpty();
    }

    /** Loads the watches again. A mistake in the configuration stops nobody who runs already. */
    private void reload() {
        try {
            load();
        } catch (SettingsException e) {
            LOG.error("cannot apply the changed watches, the running ones stay: {}", e.getMessage());
        }
    }

    /** A watch of the file goes before one of the same id in the repository: both would send. */
    private void load() {
        Map<String, Watch> byId = new LinkedHashMap<>();
        config.get().watches().forEach(watch -> byId.put(watch.id(), watch));
        repository.ifPresent(kept ->
                kept.watches().stream().filter(this::isUsable).forEach(watch -> byId.putIfAbsent(watch.id(), watch)));
        List<Watch> loaded = List.copyOf(byId.values());
        router.replace(loaded, steps.chains(config.get().steps()));
        all = loaded;
    }
}
