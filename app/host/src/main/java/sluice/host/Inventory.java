package sluice.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.config.Config;

/**
 * The modules found in the image and in the plugins folder. None of them is created yet.
 *
 * @param candidates the providers, those of the image first
 * @param failures plugins that could not be read
 */
record Inventory(List<ProviderDescriptor> candidates, List<ModuleRecord> failures) {

    static Inventory of(Config config) {
        List<ProviderDescriptor> candidates = new ArrayList<>();
        List<ModuleRecord> failures = new ArrayList<>();
        Discovery.Result image = Discovery.in(Inventory.class.getModule().getLayer(), ProviderDescriptor.IMAGE);
        candidates.addAll(image.candidates());
        failures.addAll(image.failures());
        folder(config).map(PluginLayers::in).ifPresent(plugins -> {
            candidates.addAll(plugins.candidates());
            failures.addAll(plugins.failures());
        });
        return Names.sorted(new Inventory(candidates, failures));
    }

    /** The folder in which plugins are looked for. */
    static Optional<Path> folder(Config config) {
        return config.pluginsDir().or(Inventory::besideTheImage);
    }

    /** Run from jars, as in tests, there is no image for a folder to be beside of. */
    private static Optional<Path> besideTheImage() {
        Module app = Inventory.class.getModule();
        return app.getLayer()
                .configuration()
                .findModule(app.getName())
                .flatMap(module -> module.reference().location())
                .filter(location -> "jrt".equals(location.getScheme()))
                .map(_ -> Path.of(System.getProperty("java.home")).resolveSibling("plugins"));
    }
}
