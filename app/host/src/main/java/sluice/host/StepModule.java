package sluice.host;

import java.util.List;
import java.util.Set;
import sluice.api.Component;
import sluice.api.MessageFilter;
import sluice.api.MessageTransform;
import sluice.base.time.Timeline;
import sluice.config.Config;

/**
 * A module that watches can name as a step.
 *
 * @param component the object, a {@link MessageFilter} or a {@link MessageTransform}, perhaps both
 * @param isPlugin true if it came from the plugins folder, so that its calls are limited in time
 */
public record StepModule(String name, Component component, boolean isPlugin) {

    /** Creates the available steps without starting them, to check settings with; one that cannot be created is missing. */
    public static List<StepModule> find(Config config, Inventory inventory, Timeline timeline) {
        Set<ProviderDescriptor> wanted = Selection.of(inventory, config).wanted();
        ModuleStarter launch = new ModuleStarter(config, timeline);
        return inventory.candidates().stream()
                .filter(candidate -> wanted.contains(candidate) && isStep(candidate.type()))
                .flatMap(candidate -> launch
                        .created(candidate)
                        .map(component -> new StepModule(candidate.name(), component, candidate.isPlugin()))
                        .stream())
                .toList();
    }

    static boolean isStep(Class<?> type) {
        return MessageFilter.class.isAssignableFrom(type) || MessageTransform.class.isAssignableFrom(type);
    }
}
