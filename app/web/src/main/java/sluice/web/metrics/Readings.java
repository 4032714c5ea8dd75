package sluice.web.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.api.Ownership;
import sluice.api.Watch;
import sluice.control.part.BotView;
import sluice.control.part.FleetView;
import sluice.host.ModuleRecord;
import sluice.host.status.Health;
import sluice.host.status.ProcessMemory;
import sluice.host.status.Report;
import sluice.host.status.WatchCounters;
import sluice.web.fleet.BotHealth;

/** Takes the values of all metrics at one moment. Bounded: what others can name is counted, and cut off. */
final class Readings {

    /** Modules with series of their own. */
    static final int MAX_MODULES = 100;

    /** Watches with series of their own. */
    static final int MAX_WATCHES = 100;

    /** All other watches; no watch has this id. */
    private static final String OTHERS = "other";

    /** Figures of modules with series of their own. */
    static final int MAX_FIGURES = 200;

    /**
     * One value.
     *
     * @param bot the bot that it is about; empty for the process, and for the only bot of one
     * @param labels the values of its labels, in their order
     * @param value the value, in the unit of its metric
     */
    record Sample(String bot, Family family, List<String> labels, double value) {}

    /** What tells of each watch, module, step and cleanup: too much for many bots. */
    private static final Set<Family> DETAILS = Set.of(
            Catalog.WATCH,
            Catalog.WATCHES,
            Catalog.WATCHES_TAKEN,
            Catalog.MODULE_ACTIVE,
            Catalog.PLUGIN,
            Catalog.STEP_DROPS,
            Catalog.REMOVED);

    private static final String SKIPPED = "skipped_";
    private static final String DROPPED = "dropped_";

    /** The concern of figures that are those of the process. */
    private static final String PROCESS = "jvm";

    /** The concerns whose figures are in the catalog. Others of their figures are shown by reason, or follow from these. */
    private static final Set<String> OF_THE_BOT = Set.of("worker", "intake", "steps", "cleanup", "modules", PROCESS);

    private static final List<String> ABOUT = List.of("polling", "queue", "module", "cleanup", "thread", "fault");

    @Bounded("the catalog, and the limits above")
    private final List<Sample> samples = new ArrayList<>();

    private final String bot;
    private final boolean detailed;
    private int figures;

    private Readings(String bot, boolean detailed) {
        this.bot = bot;
        this.detailed = detailed;
    }

    /** Takes those of the process. */
    static List<Sample> ofProcess(String version) {
        Readings readings = new Readings("", true);
        readings.process();
        readings.add(Catalog.BUILD, 1, version, Runtime.version().toString());
        return readings.samples;
    }

    /** Takes what is known of each bot of a process with several, whether it runs or not. */
    static List<Sample> ofAll(FleetView fleet, List<FleetView.Entry> bots, Instant now) {
        Readings readings = new Readings("", true);
        fleet.ownership()
                .ifPresent(stats -> stats.values()
                        .forEach((figure, value) -> readings.figure("ownership", figure, value.doubleValue())));
        fleet.owners().ifPresent(owners -> owners.values().forEach(owner -> readings.owner(owner, now)));
        for (FleetView.State state : FleetView.State.values()) {
            long count = bots.stream().filter(bot -> bot.state() == state).count();
            readings.add(Catalog.BOTS, (double) count, state.name().toLowerCase(Locale.ROOT));
        }
        for (FleetView.Entry bot : bots) {
            readings.add(Catalog.BOT_UP, bot.state() == FleetView.State.RUNNING ? 1 : 0, bot.name());
            if (bot.view().isEmpty()) {
                // What runs says it itself.
                double healthy = BotHealth.problems(bot).isEmpty() ? 1 : 0;
                readings.samples.add(new Sample(bot.name(), Catalog.HEALTHY, List.of(), healthy));
            }
        }
        return readings.samples;
    }

    private void owner(Ownership.Owner owner, Instant now) {
        boolean nobody = owner.node().isEmpty();
        if (!nobody) {
            add(Catalog.OWNER, 1, owner.bot(), owner.node());
            add(Catalog.OWNED_SINCE, owner.since().toEpochMilli() / 1000.0, owner.bot());
        }
        double without = nobody && !owner.paused()
                ? Math.max(0, Duration.between(owner.since(), now).toMillis() / 1000.0)
                : 0;
        add(Catalog.WITHOUT_OWNER, without, owner.bot());
    }

    /**
     * Takes those of a bot.
     *
     * @param name its name, where a process has several; else empty
     * @param titles the title of a chat; empty while it is not known
     * @param detailed whether watches, modules, steps and cleanups are told apart
     */
    static List<Sample> ofBot(String name, BotView bot, LongFunction<String> titles, boolean detailed) {
        Readings readings = new Readings(name, detailed);
        readings.health(bot.health());
        readings.figures(bot.report());
        readings.modules(bot.report().modules());
        if (detailed) {
            readings.watches(bot, titles);
        }
        return readings.samples;
    }

    private void process() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        ProcessMemory memory = ProcessMemory.now();
        figure(PROCESS, "heap_used_bytes", (double) heap.getUsed());
        figure(PROCESS, "heap_max_bytes", (double) heap.getMax());
        figure(PROCESS, "resident_bytes", (double) memory.resident());
        figure(PROCESS, "resident_peak_bytes", (double) memory.peak());
        figure(PROCESS, "threads", ManagementFactory.getThreadMXBean().getThreadCount());
        add(Catalog.STARTED, ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean process) {
            add(Catalog.CPU, process.getProcessCpuTime() / 1e9);
            add(Catalog.OPEN_FILES, (double) process.getOpenFileDescriptorCount());
            add(Catalog.MAX_FILES, (double) process.getMaxFileDescriptorCount());
        }
    }

    /** A private chat is not named: no series is about a user. */
    private void watch(Watch watch, LongFunction<String> titles) {
        boolean toNotes = watch.record();
        add(
                Catalog.WATCH,
                1,
                watch.id(),
                watch.name(),
                chat(watch.source()),
                toNotes ? "notes" : chat(watch.destination()),
                title(watch.source(), titles),
                toNotes ? "" : title(watch.destination(), titles));
    }

    private static String chat(long id) {
        return id > 0 ? "private" : Long.toString(id);
    }

    private static String title(long id, LongFunction<String> titles) {
        return id > 0 ? "" : titles.apply(id);
    }

    private void health(Health health) {
        List<Health.Problem> problems = health.problems();
        add(Catalog.HEALTHY, problems.isEmpty() ? 1 : 0);
        for (String about : ABOUT) {
            long count = problems.stream()
                    .filter(problem -> problem.name().equals(about))
                    .count();
            add(Catalog.PROBLEMS, (double) count, about);
        }
        add(Catalog.LAST_POLL, (double) health.lastPoll().getEpochSecond());
    }

    private void figures(Report report) {
        Map<String, String> roles = report.providers();
        report.figures().forEach((concern, stats) -> {
            if (!concern.equals(PROCESS)) {
                String role = roles.getOrDefault(concern, concern);
                stats.values().forEach((figure, value) -> figure(concern, role, figure, value.doubleValue()));
            }
        });
        report.removedByConcern().forEach((concern, removed) -> add(Catalog.REMOVED, removed, concern));
    }

    private void figure(String concern, String figure, double value) {
        figure(concern, concern, figure, value);
    }

    /** Places one figure; {@code role} is that which the module named by {@code concern} has, or the concern itself. */
    private void figure(String concern, String role, String figure, double value) {
        Family family = Catalog.FIGURES.get(role + "." + figure);
        if (family != null) {
            add(family, value);
        } else if (concern.equals("intake") && figure.startsWith(SKIPPED)) {
            add(Catalog.SKIPPED, value, figure.substring(SKIPPED.length()));
        } else if (concern.equals("steps") && figure.startsWith(DROPPED)) {
            add(Catalog.STEP_DROPS, value, figure.substring(DROPPED.length()));
        } else if (!OF_THE_BOT.contains(concern) && figures < MAX_FIGURES) {
            figures++;
            add(Catalog.PLUGIN, value, concern, figure);
        }
    }

    private void modules(List<ModuleRecord> records) {
        for (ModuleRecord.State state : ModuleRecord.State.values()) {
            long count =
                    records.stream().filter(record -> record.state() == state).count();
            add(Catalog.MODULES, (double) count, state.name().toLowerCase(Locale.ROOT));
        }
        records.stream()
                .collect(Collectors.toMap(
                        ModuleRecord::name,
                        record -> record.state() == ModuleRecord.State.ACTIVE,
                        Boolean::logicalOr,
                        TreeMap::new))
                .entrySet()
                .stream()
                .limit(MAX_MODULES)
                .forEach(entry -> add(Catalog.MODULE_ACTIVE, entry.getValue() ? 1 : 0, entry.getKey()));
    }

    private void watches(BotView bot, LongFunction<String> titles) {
        Map<String, WatchCounters.Figures> shown = new LinkedHashMap<>();
        bot.report()
                .watches()
                .forEach((watch, figures) ->
                        shown.merge(shown.size() < MAX_WATCHES ? watch : OTHERS, figures, WatchCounters.Figures::plus));
        shown.forEach((watch, figures) -> {
            add(Catalog.WATCHES_TAKEN, (double) figures.taken(), watch);
            add(Catalog.WATCHES, (double) figures.delivered(), watch, "delivered");
            add(Catalog.WATCHES, (double) figures.filtered(), watch, "filtered");
            add(Catalog.WATCHES, (double) figures.duplicates(), watch, "duplicate");
            add(Catalog.WATCHES, (double) figures.failed(), watch, "failed");
        });
        bot.watches().all().stream()
                // Those first whose messages are shown.
                .sorted(Comparator.comparing((Watch watch) -> !shown.containsKey(watch.id()))
                        .thenComparing(Watch::id))
                .limit(MAX_WATCHES)
                .forEach(watch -> watch(watch, titles));
    }

    private void add(Family family, double value, String... labels) {
        if (detailed || !DETAILS.contains(family)) {
            samples.add(new Sample(bot, family, List.of(labels), value));
        }
    }
}
