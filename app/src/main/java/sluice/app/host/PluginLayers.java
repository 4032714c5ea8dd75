package sluice.app.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens each modular jar, or folder of jars, in the plugins folder as a module layer of its own over the image. */
final class PluginLayers {

    private PluginLayers() {}

    record Result(List<Candidate> candidates, List<ModuleRecord> failures) {}

    static Result in(Path folder) {
        List<Candidate> candidates = new ArrayList<>();
        List<ModuleRecord> failures = new ArrayList<>();
        for (Path plugin : plugins(folder)) {
            String origin = plugin.getFileName().toString();
            try {
                Discovery.Result result = Discovery.in(open(plugin), origin);
                candidates.addAll(result.candidates());
                failures.addAll(result.failures());
            } catch (RuntimeException | LinkageError e) {
                failures.add(ModuleRecord.failedPlugin(origin, "load", e));
            }
        }
        return new Result(candidates, failures);
    }

    private static List<Path> plugins(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> Files.isDirectory(file) || file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the plugins folder " + folder, e);
        }
    }

    private static ModuleLayer open(Path plugin) {
        ModuleFinder finder = ModuleFinder.of(plugin);
        Set<String> names = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(descriptor -> descriptor.name())
                .collect(Collectors.toSet());
        ModuleLayer image = PluginLayers.class.getModule().getLayer();
        names.stream()
                .filter(name -> image.findModule(name).isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the image has a module `" + name + "` already");
                });
        Configuration configuration = image.configuration().resolveAndBind(finder, ModuleFinder.of(), names);
        return image.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
    }
}
