package sluice.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.host.guard.ModuleFailure;

/**
 * A dry run of the start: the modules that a bot would find, without starting any of them.
 *
 * @param records one for each provider and each failure; {@code ACTIVE} are those that would be started
 * @param problems the reasons why the bot could not start with them
 * @param warnings possible slips
 */
public record Survey(List<ModuleRecord> records, List<String> problems, List<String> warnings) {

    public Survey {
        records = List.copyOf(records);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Looks for modules and creates none. */
    public static Survey of(Config config) {
        return of(config, Inventory.of(config), _ -> Optional.empty());
    }

    /**
     * Looks for modules, creates those that would be started, and throws them away: constructors do nothing. So it also
     * shows what cannot even be created.
     */
    public static Survey tryingOut(Config config, Inventory inventory, Timeline timeline) {
        return of(config, inventory, new ModuleStarter(config, timeline)::troubleWithCreating);
    }

    private static Survey of(
            Config config, Inventory inventory, Function<ProviderDescriptor, Optional<ModuleFailure>> tryOut) {
        Selection selection = Selection.of(inventory, config);
        List<ModuleRecord> records = new ArrayList<>();
        List<String> problems = new ArrayList<>(selection.problems());
        Set<ProviderDescriptor> wanted = selection.wanted();
        for (ProviderDescriptor candidate : inventory.candidates()) {
            Optional<ModuleFailure> trouble = wanted.contains(candidate) ? tryOut.apply(candidate) : Optional.empty();
            if (trouble.isPresent()) {
                records.add(candidate.failed(trouble.get()));
                selection.rolesOf(candidate).stream()
                        .map(role -> Selection.notWorking(
                                role, candidate.name(), trouble.get().toString()))
                        .forEach(problems::add);
            } else if (wanted.contains(candidate)) {
                records.add(candidate.record(ModuleRecord.State.ACTIVE));
            } else {
                records.add(selection.notWanted(candidate));
            }
        }
        records.addAll(inventory.failures());
        return new Survey(records, problems, selection.warnings());
    }
}
