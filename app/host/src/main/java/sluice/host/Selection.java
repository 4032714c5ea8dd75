package sluice.host;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.base.text.Suggestion;
import sluice.config.Config;

/** The choice of a provider for each role, by configuration. Nothing is created for it. */
final class Selection {

    private static final String PLUGINS = "plugins.";

    @Bounded("one for each role")
    private final Map<Role, ProviderDescriptor> chosen = new EnumMap<>(Role.class);

    @Bounded("one for each role")
    private final List<String> problems = new ArrayList<>();

    @Bounded("one for each provider")
    private final List<ProviderDescriptor> candidates;

    @Bounded("one for each plugin and each provider")
    private final List<ModuleRecord> failures;

    private final Config config;

    private Selection(Inventory inventory, Config config) {
        this.candidates = inventory.candidates();
        this.failures = inventory.failures();
        this.config = config;
    }

    static Selection of(Inventory inventory, Config config) {
        Selection selection = new Selection(inventory, config);
        for (Role role : Role.values()) {
            selection.choose(role);
        }
        return selection;
    }

    List<String> problems() {
        return problems;
    }

    /**
     * The choices that may be slips. They do not keep the bot from starting: a plugin may have been taken out, or
     * cannot be read.
     */
    List<String> warnings() {
        Stream<String> folder = config.pluginsDir().filter(dir -> !Files.isDirectory(dir)).stream()
                .map(dir -> "plugins-dir: there is no folder " + dir.toAbsolutePath() + ", so that no plugin is found");
        Stream<String> disabled = config.modules().disabled().stream()
                .sorted()
                .flatMap(name -> missing("modules.disabled", name).stream());
        Stream<String> sections = config.sections().keySet().stream()
                .filter(section -> section.startsWith(PLUGINS))
                .sorted()
                .flatMap(section -> missing(section, section.substring(PLUGINS.length())).stream());
        return Stream.of(folder, disabled, sections)
                .flatMap(Function.identity())
                .toList();
    }

    private Optional<String> missing(String key, String name) {
        List<String> names =
                candidates.stream().map(ProviderDescriptor::name).distinct().toList();
        return names.contains(name)
                ? Optional.empty()
                : Optional.of(key + ": there is no module `" + name + "`; "
                        + Suggestion.nearest(name, names)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElseGet(() -> "there is " + list(candidates))
                        + unusable());
    }

    Map<Role, ProviderDescriptor> chosen() {
        return chosen;
    }

    List<Role> rolesOf(ProviderDescriptor candidate) {
        return chosen.entrySet().stream()
                .filter(entry -> entry.getValue().equals(candidate))
                .map(Map.Entry::getKey)
                .toList();
    }

    ModuleRecord notWanted(ProviderDescriptor candidate) {
        return candidate.record(isDisabled(candidate) ? ModuleRecord.State.DISABLED : ModuleRecord.State.AVAILABLE);
    }

    private boolean isDisabled(ProviderDescriptor candidate) {
        return config.modules().disabled().contains(candidate.name());
    }

    /** The providers to start: the chosen ones, and all that need not be chosen. */
    Set<ProviderDescriptor> wanted() {
        Set<ProviderDescriptor> wanted = new LinkedHashSet<>(chosen.values());
        candidates.stream()
                .filter(candidate -> candidate.roles().isEmpty() && !isDisabled(candidate))
                .filter(candidate -> !candidate.comesWithQueue() || isOfTheQueue(candidate))
                .filter(candidate -> !candidate.keepsNotes() || !lacksNotesDir())
                .forEach(wanted::add);
        return wanted;
    }

    /** True if machines share the bots, and no folder is named where all of them find the files of notes. */
    boolean lacksNotesDir() {
        return ownership().isPresent() && config.section("notes").text("dir").isEmpty();
    }

    /** The repository that goes with the chosen queue; empty when that one has none. */
    Optional<ProviderDescriptor> repository() {
        return wanted().stream().filter(ProviderDescriptor::keepsWatches).findFirst();
    }

    /** The note repository that goes with the chosen queue; empty when that one has none. */
    Optional<ProviderDescriptor> notes() {
        return wanted().stream().filter(ProviderDescriptor::keepsNotes).findFirst();
    }

    /** What decides which machine runs a bot, with the chosen queue; empty when one machine alone uses that. */
    Optional<ProviderDescriptor> ownership() {
        return candidates.stream()
                .filter(candidate -> candidate.sharesBots() && !isDisabled(candidate) && isOfTheQueue(candidate))
                .findFirst();
    }

    /** A repository goes with the queue that is chosen: both keep what they keep in one place. */
    private boolean isOfTheQueue(ProviderDescriptor candidate) {
        ProviderDescriptor queue = chosen.get(Role.QUEUE);
        return queue != null && queue.name().equals(candidate.name());
    }

    static String notWorking(Role role, String name, String reason) {
        return "modules." + role.key() + ": `" + name + "` does not work: " + reason;
    }

    private void choose(Role role) {
        String key = "modules." + role.key();
        String name = config.modules().chosen().get(role.key());
        List<ProviderDescriptor> able = candidates.stream()
                .filter(candidate -> candidate.roles().contains(role) && !isDisabled(candidate))
                .toList();
        List<ProviderDescriptor> named =
                able.stream().filter(candidate -> candidate.name().equals(name)).toList();
        if (config.modules().disabled().contains(name)) {
            problems.add(key + ": `" + name + "` is disabled by modules.disabled; there is " + list(able));
        } else if (named.isEmpty()) {
            problems.add(
                    key + ": there is no module `" + name + "` for this role; there is " + list(able) + unusable());
        } else if (named.size() > 1) {
            problems.add(key + ": `" + name + "` is the name of several modules: " + list(named));
        } else {
            chosen.put(role, named.getFirst());
        }
    }

    private static String list(List<ProviderDescriptor> able) {
        return able.isEmpty()
                ? "none at all"
                : able.stream().map(ProviderDescriptor::described).collect(Collectors.joining(", "));
    }

    /** The one that is missed may be among them. */
    private String unusable() {
        return failures.isEmpty()
                ? ""
                : failures.stream()
                        .map(failure -> failure.origin() + " (" + failure.detail() + ")")
                        .collect(Collectors.joining(", ", "; unusable: ", ""));
    }
}
