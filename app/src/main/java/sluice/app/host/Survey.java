package sluice.app.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sluice.app.config.Config;
import sluice.app.time.Timeline;

/**
 * What a bot would find, without starting any of it.
 *
 * @param records one for each provider and each failure; {@code ACTIVE} are those that would be started
 * @param problems why the bot could not start with them
 * @param warnings what may be a slip
 */
public record Survey(List<ModuleRecord> records, List<String> problems, List<String> warnings) {

    /** Takes copies. */
    public Survey {
        records = List.copyOf(records);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks for modules and creates none.
     *
     * @param config says where plugins lie and what is chosen
     * @return what was found
     */
    public static Survey of(Config config) {
        return of(config, _ -> Optional.empty());
    }

    /**
     * Looks for modules, creates those that would be started, and throws them away: constructors do nothing. So it also shows what
     * cannot even be created.
     *
     * @param config says where plugins lie and what is chosen
     * @param timeline the time that limits each
     * @return what was found
     */
    public static Survey tryingOut(Config config, Timeline timeline) {
        return of(config, new Launch(config, timeline)::troubleWithCreating);
    }

    private static Survey of(Config config, Function<Candidate, Optional<Trouble>> tryOut) {
        Inventory inventory = Inventory.of(config);
        Selection selection = Selection.of(inventory, config);
        List<ModuleRecord> records = new ArrayList<>();
        List<String> problems = new ArrayList<>(selection.problems());
        Set<Candidate> wanted = selection.wanted();
        for (Candidate candidate : inventory.candidates()) {
            Optional<Trouble> trouble = wanted.contains(candidate) ? tryOut.apply(candidate) : Optional.empty();
            if (trouble.isPresent()) {
                records.add(candidate.failed(trouble.get()));
                selection.rolesOf(candidate).stream()
                        .map(role -> Selection.notWorking(
                                role, candidate.name(), trouble.get().toString()))
                        .forEach(problems::add);
            } else if (wanted.contains(candidate)) {
                records.add(candidate.record(ModuleRecord.State.ACTIVE));
            } else {
                records.add(selection.leftOut(candidate));
            }
        }
        records.addAll(inventory.failures());
        return new Survey(records, problems, selection.warnings());
    }
}
