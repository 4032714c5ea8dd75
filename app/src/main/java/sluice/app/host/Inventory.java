package sluice.app.host;

import java.util.ArrayList;
import java.util.List;
import sluice.app.config.Config;

/**
 * All that was found in the image and in the plugins folder. Nothing of it is created yet.
 *
 * @param candidates the providers, those of the image first
 * @param failures plugins that could not be read
 */
record Inventory(List<Candidate> candidates, List<ModuleRecord> failures) {

    static Inventory of(Config config) {
        List<Candidate> candidates = new ArrayList<>();
        List<ModuleRecord> failures = new ArrayList<>();
        Discovery.Result image = Discovery.in(Inventory.class.getModule().getLayer(), "image");
        candidates.addAll(image.candidates());
        failures.addAll(image.failures());
        config.pluginsDir().map(PluginLayers::in).ifPresent(plugins -> {
            candidates.addAll(plugins.candidates());
            failures.addAll(plugins.failures());
        });
        return new Inventory(List.copyOf(candidates), List.copyOf(failures));
    }
}
