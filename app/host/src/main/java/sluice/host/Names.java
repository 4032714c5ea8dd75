package sluice.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.host.guard.ModuleFailure;

/**
 * Leaves out plugins under a name that is taken, since a name is what configuration, log and statistics know a module by. Of
 * those with a role several may have one name: which of them is meant is asked when the name is chosen.
 */
final class Names {

    /** The other names in the statistics and in the log of a cleanup. */
    private static final Set<String> OF_THE_BOT = Stream.concat(
                    Arrays.stream(Role.values()).map(Role::key),
                    Stream.of("worker", "intake", "steps", "modules", "jvm", "pacing", "watches"))
            .collect(Collectors.toUnmodifiableSet());

    @Bounded("the providers that were found")
    private final Map<String, ProviderDescriptor> taken = new HashMap<>();

    @Bounded("the providers that were found")
    private final List<ProviderDescriptor> kept = new ArrayList<>();

    @Bounded("the plugins and providers that were found")
    private final List<ModuleRecord> failures = new ArrayList<>();

    private Names() {}

    /**
     * Returns the inventory with providers whose name is taken moved to its failures. Who comes first keeps a name: the
     * image, then plugins by file name.
     */
    static Inventory sorted(Inventory all) {
        Names names = new Names();
        names.failures.addAll(all.failures());
        all.candidates().forEach(names::add);
        return new Inventory(List.copyOf(names.kept), List.copyOf(names.failures));
    }

    private void add(ProviderDescriptor candidate) {
        ProviderDescriptor first = taken.putIfAbsent(candidate.name(), candidate);
        if (candidate.isPlugin() && OF_THE_BOT.contains(candidate.name())) {
            leaveOut(candidate, "the name `" + candidate.name() + "` is the bot's own");
        } else if (first != null && (first.isBare() || candidate.isBare())) {
            leaveOut(candidate, "its name is taken by " + first.described());
        } else {
            kept.add(candidate);
        }
    }

    private void leaveOut(ProviderDescriptor candidate, String cause) {
        failures.add(candidate.failed(new ModuleFailure("discovery", cause, 1)));
    }
}
