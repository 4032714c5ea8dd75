package sluice.app.host;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.api.WatchRepository;
import sluice.app.config.Config;

/** Who plays which role, by configuration. Nothing is created for it. */
final class Selection {

    @Bounded("one for each role")
    private final Map<Role, Candidate> chosen = new EnumMap<>(Role.class);

    @Bounded("one for each role")
    private final List<String> problems = new ArrayList<>();

    private final Config.Modules modules;

    @Bounded("one for each provider")
    private final List<Candidate> candidates;

    private Selection(List<Candidate> candidates, Config.Modules modules) {
        this.candidates = candidates;
        this.modules = modules;
    }

    static Selection of(List<Candidate> candidates, Config.Modules modules) {
        Selection selection = new Selection(candidates, modules);
        for (Role role : Role.values()) {
            selection.choose(role);
        }
        return selection;
    }

    List<String> problems() {
        return problems;
    }

    Map<Role, Candidate> chosen() {
        return chosen;
    }

    /** The record of a candidate that is not wanted. */
    ModuleRecord leftOut(Candidate candidate) {
        return candidate.record(isDisabled(candidate) ? ModuleRecord.State.DISABLED : ModuleRecord.State.AVAILABLE, "");
    }

    private boolean isDisabled(Candidate candidate) {
        return modules.disabled().contains(candidate.name());
    }

    /** What is to be started: the chosen ones, and all that need not be chosen. */
    Set<Candidate> wanted() {
        Set<Candidate> wanted = new LinkedHashSet<>(chosen.values());
        candidates.stream()
                .filter(candidate -> candidate.roles().isEmpty() && !isDisabled(candidate))
                .filter(candidate -> !isRepository(candidate) || comesWithQueue(candidate))
                .forEach(wanted::add);
        return wanted;
    }

    /** The repository that goes with the chosen queue; empty when that one has none. */
    Optional<Candidate> repository() {
        return wanted().stream().filter(Selection::isRepository).findFirst();
    }

    /** The repository of watches goes with the queue that is chosen: both keep what they keep in one place. */
    private boolean comesWithQueue(Candidate candidate) {
        Candidate queue = chosen.get(Role.QUEUE);
        return queue != null && queue.name().equals(candidate.name());
    }

    private static boolean isRepository(Candidate candidate) {
        return WatchRepository.class.isAssignableFrom(candidate.type());
    }

    private void choose(Role role) {
        String key = "modules." + role.key();
        String name = modules.chosen().get(role.key());
        List<Candidate> able = candidates.stream()
                .filter(candidate -> candidate.roles().contains(role) && !isDisabled(candidate))
                .toList();
        List<Candidate> named =
                able.stream().filter(candidate -> candidate.name().equals(name)).toList();
        if (named.size() == 1) {
            chosen.put(role, named.getFirst());
        } else if (named.isEmpty()) {
            problems.add(key + ": there is no module `" + name + "` for this role; there is " + list(able));
        } else {
            problems.add(key + ": `" + name + "` is the name of several modules: " + list(named));
        }
    }

    private static String list(List<Candidate> able) {
        if (able.isEmpty()) {
            return "none at all";
        }
        return able.stream()
                .map(candidate -> "`" + candidate.name() + "` ("
                        + candidate.type().getName() + ", from " + candidate.origin() + ")")
                .collect(Collectors.joining(", "));
    }
}
