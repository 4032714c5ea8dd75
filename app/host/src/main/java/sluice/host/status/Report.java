package sluice.host.status;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import sluice.api.Stats;
import sluice.host.Concern;
import sluice.host.ModuleHost;
import sluice.host.ModuleRecord;
import sluice.host.Role;

/** The figures of everything, for the log, {@code /stats} and {@code sluice stats}. This class is thread-safe. */
public final class Report {

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final RuntimeMXBean RUNTIME = ManagementFactory.getRuntimeMXBean();

    private final ModuleHost host;
    private final Counters counters;
    private final Supplier<Stats> journal;

    /** A report of a bot; {@code journal} has the figures of its journal. */
    public Report(ModuleHost host, Counters counters, Supplier<Stats> journal) {
        this.journal = journal;
        this.host = host;
        this.counters = counters;
    }

    /**
     * All figures by concern, in a fixed order: a member for each role, with the figures that every module in that role
     * has; {@code worker}, {@code intake}, {@code steps}, {@code journal}, {@code cleanup}, {@code modules}, {@code jvm}; and one for
     * each module that reports more, under its own name.
     */
    public Map<String, Stats> figures() {
        Map<String, Stats> figures = new LinkedHashMap<>();
        Map<String, Stats> more = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            Concern concern = host.concern(role);
            Stats all = concern.stats().orElse(Stats.empty());
            figures.put(role.key(), part(all, role.figures()::contains));
            Stats own = part(all, name -> !role.figures().contains(name));
            if (!own.values().isEmpty()) {
                more.put(concern.provider(), own);
            }
        }
        figures.put("worker", counters.worker());
        figures.put("intake", counters.intake());
        figures.put("steps", counters.steps().stats());
        figures.put("journal", journal.get());
        figures.put("cleanup", counters.cleanup());
        figures.put("modules", moduleCounts());
        figures.put("jvm", jvm());
        more.forEach(figures::putIfAbsent);
        for (Concern concern : host.concerns()) {
            if (!figures.containsKey(concern.name())) {
                concern.stats().ifPresent(stats -> figures.put(concern.name(), stats));
            }
        }
        return figures;
    }

    /** The figures of which there are curves, by the concerns of their {@link Series}: a thousand bots measure them every 0.1 s. */
    Map<String, Stats> measured() {
        Map<String, Stats> figures = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            host.concern(role).stats().ifPresent(stats -> figures.put(role.key(), stats));
        }
        figures.put("worker", counters.worker());
        figures.put("intake", counters.intake());
        figures.put("jvm", jvm());
        return figures;
    }

    /** The key of each role by the name of the module that plays it. */
    public Map<String, String> providers() {
        Map<String, String> providers = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            providers.put(host.concern(role).provider(), role.key());
        }
        return providers;
    }

    /** The number of entries that cleanups removed since the start, by concern, in the order of their names. */
    public Map<String, Long> removedByConcern() {
        return counters.removedByConcern();
    }

    /**
     * The counters of at most {@link WatchCounters#MAX_WATCHES} watches since the start, or since a watch was made, in
     * the order of the ids.
     */
    public Map<String, WatchCounters.Figures> watches() {
        return counters.watches().all();
    }

    public DeliveryTimes times() {
        return counters.times();
    }

    /** The counters of one watch; zeros if nothing was counted for it. */
    public WatchCounters.Figures watch(String id) {
        return counters.watches().of(id);
    }

    /** The data directory, which distinguishes one running bot from another. */
    public Path dataDir() {
        return host.dataDir();
    }

    /** One record for each provider and each plugin that failed. */
    public List<ModuleRecord> modules() {
        return host.records();
    }

    /** Those of {@link #modules} that failed, or fail when they are called. */
    public List<ModuleRecord> troubled() {
        return modules().stream().filter(record -> record.trouble().isPresent()).toList();
    }

    /** One figure of a role, by its key; empty if the module does not report it. */
    public Optional<Number> figure(String role, String name) {
        for (Role candidate : Role.values()) {
            if (candidate.key().equals(role)) {
                return host.concern(candidate)
                        .stats()
                        .map(stats -> stats.values().get(name));
            }
        }
        return Optional.empty();
    }

    /**
     * One of {@link #figures}, wherever the module that reports it puts it: what a role does not ask for stands under
     * the module's name. {@code in_memory} of the queue is what waits and is not on the disk only.
     *
     * @param concern the place where it is expected
     * @return the value; empty if no module reports it
     */
    public static Optional<Number> find(Map<String, Stats> figures, String concern, String name) {
        if (name.equals("in_memory")) {
            long backlog =
                    find(figures, concern, "backlog").map(Number::longValue).orElse(0L);
            return find(figures, concern, "pending").map(pending -> Math.max(0, pending.longValue() - backlog));
        }
        return Optional.ofNullable(
                        figures.getOrDefault(concern, Stats.empty()).values().get(name))
                .or(() -> figures.values().stream()
                        .map(stats -> stats.values().get(name))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    private static Stats part(Stats all, Predicate<String> wanted) {
        Map<String, Number> values = new LinkedHashMap<>(all.values());
        values.keySet().removeIf(wanted.negate());
        return new Stats(values);
    }

    private Stats moduleCounts() {
        return Stats.empty()
                .with("active", count(ModuleRecord.State.ACTIVE))
                .with("failed", count(ModuleRecord.State.FAILED))
                .with("faults", host.guard().faults());
    }

    private long count(ModuleRecord.State state) {
        return host.records().stream().filter(record -> record.state() == state).count();
    }

    private static Stats jvm() {
        MemoryUsage heap = MEMORY.getHeapMemoryUsage();
        ProcessMemory process = ProcessMemory.now();
        return Stats.empty()
                .with("heap_used_bytes", heap.getUsed())
                .with("heap_max_bytes", heap.getMax())
                .with("resident_bytes", process.resident())
                .with("resident_peak_bytes", process.peak())
                .with("threads", THREADS.getThreadCount())
                .with("uptime_seconds", RUNTIME.getUptime() / 1000);
    }
}
