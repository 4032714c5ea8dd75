package sluice.web.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.api.Stats;
import sluice.host.ModuleRecord;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.host.status.WatchCounters;

/** Takes the values of all metrics at one moment. Bounded: what others can name is counted, and cut off. */
final class Readings {

    /** Modules that are told apart. */
    static final int MAX_MODULES = 100;

    /** Watches that are told apart. */
    static final int MAX_WATCHES = 100;

    /** All other watches; no watch has this id. */
    private static final String OTHERS = "other";

    /** Figures of modules that are told apart. */
    static final int MAX_FIGURES = 200;

    private static final String SKIPPED = "skipped_";
    private static final String DROPPED = "dropped_";

    /** The concerns whose figures are in the catalog. Others of their figures are shown by reason, or follow from these. */
    private static final Set<String> OF_THE_BOT = Set.of("worker", "intake", "steps", "cleanup", "modules", "jvm");

    private static final List<String> ABOUT = List.of("polling", "queue", "module", "cleanup", "thread", "fault");

    @Bounded("the catalog, and the limits above")
    private final List<Sample> samples = new ArrayList<>();

    private final Report report;
    private final Health health;
    private int figures;

    private Readings(Report report, Health health) {
        this.report = report;
        this.health = health;
    }

    static List<Sample> take(Report report, Health health, String version) {
        Readings readings = new Readings(report, health);
        readings.health();
        readings.add(Catalog.BUILD, 1, version, Runtime.version().toString());
        readings.figures();
        readings.modules();
        readings.watches();
        return readings.samples;
    }

    private void health() {
        List<Health.Problem> problems = health.problems();
        add(Catalog.HEALTHY, problems.isEmpty() ? 1 : 0);
        for (String about : ABOUT) {
            long count = problems.stream()
                    .filter(problem -> problem.name().equals(about))
                    .count();
            add(Catalog.PROBLEMS, (double) count, about);
        }
        add(Catalog.LAST_POLL, (double) health.lastPoll().getEpochSecond());
        add(Catalog.STARTED, report.started().toEpochMilli() / 1000.0);
    }

    private void figures() {
        Map<String, Stats> all = report.figures();
        Map<String, String> roles = report.providers();
        all.forEach((concern, stats) -> stats.values()
                .forEach((figure, value) -> figure(concern, roles.get(concern), figure, value.doubleValue())));
        report.removedByConcern().forEach((concern, removed) -> add(Catalog.REMOVED, removed, concern));
    }

    /** Places one figure; {@code role} is that which the module named by {@code concern} has, or null. */
    private void figure(String concern, String role, String figure, double value) {
        Family family = Catalog.FIGURES.get((role == null ? concern : role) + "." + figure);
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

    private void modules() {
        List<ModuleRecord> records = report.modules();
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

    private void watches() {
        Map<String, WatchCounters.Figures> shown = new LinkedHashMap<>();
        report.watches()
                .forEach((watch, figures) ->
                        shown.merge(shown.size() < MAX_WATCHES ? watch : OTHERS, figures, WatchCounters.Figures::plus));
        shown.forEach((watch, figures) -> {
            add(Catalog.WATCHES_TAKEN, (double) figures.taken(), watch);
            add(Catalog.WATCHES, (double) figures.delivered(), watch, "delivered");
            add(Catalog.WATCHES, (double) figures.filtered(), watch, "filtered");
            add(Catalog.WATCHES, (double) figures.duplicates(), watch, "duplicate");
            add(Catalog.WATCHES, (double) figures.failed(), watch, "failed");
        });
    }

    private void add(Family family, double value, String... labels) {
        samples.add(Sample.of(family, value, labels));
    }
}
