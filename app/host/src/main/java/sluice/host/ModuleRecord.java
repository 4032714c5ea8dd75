package sluice.host;

import java.util.List;
import java.util.Optional;
import sluice.host.guard.ModuleFailure;

/**
 * The state of a provider, or of a plugin that has none to show: one row of {@code sluice modules}.
 *
 * @param name the name of the provider or plugin
 * @param roles the roles that it can play; empty for a bare concern
 * @param services the interfaces of {@code sluice.api} that it provides, by their simple names
 * @param module the Java module that it stands in
 * @param version the module's version, {@code -} when it has none
 * @param origin {@code image}, or the plugin's file name
 * @param state the present state
 * @param trouble why it failed, or what went wrong since it is active; empty when all is well
 */
public record ModuleRecord(
        String name,
        List<Role> roles,
        List<String> services,
        String module,
        String version,
        String origin,
        State state,
        Optional<ModuleFailure> trouble) {

    public enum State {
        /** It is started and in use. */
        ACTIVE,
        /** It could be chosen, and another one is. */
        AVAILABLE,
        /** It is excluded by {@code modules.disabled}. */
        DISABLED,
        /** It could not be loaded, created or started. */
        FAILED
    }

    public ModuleRecord {
        roles = List.copyOf(roles);
        services = List.copyOf(services);
    }

    /** A plugin that has no provider to show. */
    static ModuleRecord failedPlugin(String origin, ModuleFailure trouble) {
        return new ModuleRecord(origin, List.of(), List.of(), "-", "-", origin, State.FAILED, Optional.of(trouble));
    }

    ModuleRecord with(Optional<ModuleFailure> later) {
        return new ModuleRecord(name, roles, services, module, version, origin, state, later);
    }

    /** The failure in words: phase, cause and count; empty if all is well. */
    public String detail() {
        return trouble.map(ModuleFailure::toString).orElse("");
    }
}
