package sluice.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.host.guard.ModuleFailure;
import sluice.host.guard.PluginException;

/**
 * Opens each modular jar, or folder of jars, in the plugins folder as a module layer of its own over the image. Whatever is
 * wrong with one is a record, and the others are read.
 */
final class PluginLayers {

    @Bounded("the plugins in the folder")
    private final List<ProviderDescriptor> providers = new ArrayList<>();

    @Bounded("the plugins in the folder")
    private final List<ModuleRecord> failures = new ArrayList<>();

    /** The modules that provide something, and the plugin that each came from. */
    @Bounded("the plugins in the folder")
    private final Map<String, String> modules = new HashMap<>();

    private PluginLayers() {}

    static Inventory in(Path folder) {
        PluginLayers layers = new PluginLayers();
        try {
            plugins(folder).forEach(layers::read);
        } catch (IOException | UncheckedIOException e) {
            layers.failures.add(ModuleRecord.failedPlugin(folder.toString(), ModuleFailure.of("load", e)));
        }
        return new Inventory(layers.providers, layers.failures);
    }

    /** A name that begins with a dot belongs to a tool or the file system, not to a plugin. */
    private static List<Path> plugins(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> Files.isDirectory(file)
                            || file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path plugin) {
        String origin = plugin.getFileName().toString();
        try {
            Inventory result = Discovery.in(open(plugin), origin);
            result.providers().forEach(this::requireNew);
            result.providers().forEach(provider -> modules.put(provider.module(), origin));
            providers.addAll(result.providers());
            failures.addAll(result.failures());
            if (result.providers().isEmpty() && result.failures().isEmpty()) {
                throw new PluginException(
                        "it provides nothing; does its module-info say `provides sluice.api.… with …`?");
            }
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            failures.add(ModuleRecord.failedPlugin(origin, ModuleFailure.of("load", e)));
        }
    }

    /** The same module twice is mostly an old version that was left beside the new one. */
    private void requireNew(ProviderDescriptor candidate) {
        String other = modules.get(candidate.module());
        if (other != null) {
            throw new PluginException("the plugin " + other + " has a module `" + candidate.module() + "` already");
        }
    }

    private static ModuleLayer open(Path plugin) {
        ModuleFinder finder = ModuleFinder.of(plugin);
        Set<String> names = finder.findAll().stream()
                .map(reference -> reference.descriptor().name())
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            throw new PluginException("there is no jar in it");
        }
        ModuleLayer image = PluginLayers.class.getModule().getLayer();
        names.stream()
                .filter(name -> image.findModule(name).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new PluginException("the image has a module `" + name
                            + "` already; without a copy of its own the plugin uses that one");
                });
        Configuration configuration = image.configuration().resolveAndBind(finder, ModuleFinder.of(), names);
        return image.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
    }
}
