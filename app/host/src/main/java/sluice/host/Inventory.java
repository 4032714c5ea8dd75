package sluice.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.config.Config;
import sluice.host.guard.ModuleFailure;

/**
 * The modules found in the image and in the plugins folder. None of them is created yet; their classes are loaded once, for all bots
 * of a process. Immutable.
 */
public final class Inventory {

    /** The other names in the statistics and in the log of a cleanup. */
    private static final Set<String> OF_THE_BOT = Stream.concat(
                    Arrays.stream(Role.values()).map(Role::key),
                    Stream.of(
                            "worker",
                            "intake",
                            "steps",
                            "modules",
                            "jvm",
                            "pacing",
                            "watches",
                            "journal",
                            "cleanup",
                            "notes",
                            "ownership"))
            .collect(Collectors.toUnmodifiableSet());

    @Bounded("one for each provider")
    private final List<ProviderDescriptor> providers;

    @Bounded("one for each plugin that cannot be read")
    private final List<ModuleRecord> failures;

    Inventory(List<ProviderDescriptor> providers, List<ModuleRecord> failures) {
        this.providers = List.copyOf(providers);
        this.failures = List.copyOf(failures);
    }

    /** All providers, those of the image first. */
    List<ProviderDescriptor> providers() {
        return providers;
    }

    /** The providers that a bot may have, those of the image first. */
    List<ProviderDescriptor> candidates() {
        return providers.stream().filter(provider -> !provider.isArchive()).toList();
    }

    /** The archives, which no bot has, those of the image first. */
    List<ProviderDescriptor> archives() {
        return providers.stream().filter(ProviderDescriptor::isArchive).toList();
    }

    /** The plugins that could not be read. */
    List<ModuleRecord> failures() {
        return failures;
    }

    public static Inventory of(Config config) {
        Inventory image = Discovery.in(Inventory.class.getModule().getLayer(), ProviderDescriptor.IMAGE);
        List<ProviderDescriptor> candidates = new ArrayList<>(image.providers);
        List<ModuleRecord> failures = new ArrayList<>(image.failures());
        folder(config).map(PluginLayers::in).ifPresent(plugins -> {
            candidates.addAll(plugins.providers);
            failures.addAll(plugins.failures());
        });
        return withOwnNames(candidates, failures);
    }

    /**
     * Refuses plugins under a name that is taken, since a name is what configuration, log and statistics know a module by. The
     * first keeps it: the image, then plugins by file name. Of those with a role several may have one name, which is an error
     * only when that name is chosen.
     */
    private static Inventory withOwnNames(List<ProviderDescriptor> candidates, List<ModuleRecord> failures) {
        Map<String, ProviderDescriptor> taken = new HashMap<>();
        List<ProviderDescriptor> kept = new ArrayList<>();
        for (ProviderDescriptor candidate : candidates) {
            ProviderDescriptor first = taken.putIfAbsent(candidate.name(), candidate);
            if (candidate.isPlugin() && OF_THE_BOT.contains(candidate.name())) {
                failures.add(refused(candidate, "the name `" + candidate.name() + "` is the bot's own"));
            } else if (first != null && (first.isBare() || candidate.isBare())) {
                failures.add(refused(candidate, "its name is taken by " + first.described()));
            } else {
                kept.add(candidate);
            }
        }
        return new Inventory(kept, failures);
    }

    private static ModuleRecord refused(ProviderDescriptor candidate, String cause) {
        return candidate.failed(new ModuleFailure("discovery", cause, 1));
    }

    /** The folder in which plugins are looked for, which need not exist; empty if there is no image for one to be beside of. */
    public static Optional<Path> folder(Config config) {
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
