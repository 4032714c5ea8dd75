package sluice.host;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import sluice.api.Component;
import sluice.api.NoteRepository;
import sluice.api.Ownership;
import sluice.api.Provider;
import sluice.api.StoreArchive;
import sluice.api.WatchRepository;
import sluice.host.guard.ModuleFailure;
import sluice.host.guard.PluginException;

/**
 * A provider class that was found and not yet created.
 *
 * @param type the class
 * @param factory creates its one object
 * @param name the name by which it is chosen
 * @param section the section of the configuration that it reads
 * @param roles the roles it can play, perhaps none
 * @param origin {@code image} or a plugin's file name
 */
record ProviderDescriptor(
        Class<?> type, Supplier<Component> factory, String name, String section, List<Role> roles, String origin) {

    /** The origin of what was linked into the image. */
    static final String IMAGE = "image";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * Reads name, roles and needs from the type.
     *
     * @throws PluginException if the name has a form that configuration cannot use
     */
    static ProviderDescriptor of(Class<?> type, Supplier<Component> factory, String origin) {
        Optional<Provider> provider = Optional.ofNullable(type.getAnnotation(Provider.class));
        String name = provider.map(Provider::name).orElseGet(() -> kebab(type.getSimpleName()));
        if (!NAME.matcher(name).matches()) {
            throw new PluginException("the name `" + name + "` of " + type.getName()
                    + " is not made of lower-case letters, digits and dashes");
        }
        String section =
                provider.map(Provider::section).filter(own -> !own.isEmpty()).orElse("plugins." + name);
        return new ProviderDescriptor(type, factory, name, section, Role.of(type), origin);
    }

    String module() {
        return type.getModule().isNamed() ? type.getModule().getName() : "unnamed";
    }

    String version() {
        return Optional.ofNullable(type.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("-");
    }

    boolean isPlugin() {
        return !origin.equals(IMAGE);
    }

    boolean keepsWatches() {
        return WatchRepository.class.isAssignableFrom(type);
    }

    boolean keepsNotes() {
        return NoteRepository.class.isAssignableFrom(type);
    }

    /** True if it decides which machine runs a bot: there is one for the process, and none for a bot. */
    boolean sharesBots() {
        return Ownership.class.isAssignableFrom(type);
    }

    /** True if it is for commands alone: it reads and replaces what the queue of the same name keeps. */
    boolean isArchive() {
        return StoreArchive.class.isAssignableFrom(type) && roles.isEmpty();
    }

    boolean comesWithQueue() {
        return keepsWatches() || keepsNotes() || sharesBots() || isArchive();
    }

    /** The name of its figures and its cleanup, where it plays no role: what keeps notes has the name of the queue. */
    String concern() {
        return keepsNotes() ? "notes" : name;
    }

    /** True if it is activated automatically. */
    boolean isBare() {
        return roles.isEmpty() && !comesWithQueue();
    }

    /** Describes the provider and its origin, for a message. */
    String described() {
        return "`" + name + "` (" + type.getName() + ", from " + origin + ")";
    }

    ModuleRecord record(ModuleRecord.State state) {
        List<String> services = Discovery.SERVICES.stream()
                .filter(service -> service.isAssignableFrom(type))
                .map(Class::getSimpleName)
                .toList();
        return new ModuleRecord(name, roles, services, module(), version(), origin, state, Optional.empty());
    }

    ModuleRecord failed(ModuleFailure trouble) {
        return record(ModuleRecord.State.FAILED).with(Optional.of(trouble));
    }

    private static String kebab(String simpleName) {
        return simpleName.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
