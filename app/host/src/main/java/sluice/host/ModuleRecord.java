package sluice.host;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import sluice.host.guard.ModuleFailure;

/**
 * The state of a provider, or of a plugin that has none to show: one row of {@code sluice modules}.
 *
 * @param name the name of the provider or plugin
 * @param roles the roles that it can play; empty for a bare concern
 * @param module the Java module that it stands in
 * @param version the module's version, {@code -} when it has none
 * @param origin {@code image}, or the plugin's file name
 * @param state the present state
 * @param trouble why it failed, or what went wrong since it is active; empty when all is well
 */
public record ModuleRecord(
        String name,
        List<Role> roles,
        String module,
        String version,
        String origin,
        State state,
        Optional<ModuleFailure> trouble) {

    /** The state of a provider. */
    public enum State {
        /** It is started and in use. */
        ACTIVE,
        /** It could be chosen, and another one is. */
        AVAILABLE,
        /** It is left out by {@code modules.disabled}. */
        DISABLED,
        /** It could not be loaded, created or started. */
        FAILED
    }

    /** Takes a copy of the roles and checks that nothing is missing. */
    public ModuleRecord {
        requireNonNull(name, "name");
        roles = List.copyOf(roles);
        requireNonNull(module, "module");
        requireNonNull(version, "version");
        requireNonNull(origin, "origin");
        requireNonNull(state, "state");
        requireNonNull(trouble, "trouble");
    }

    /** A plugin that has no provider to show. */
    static ModuleRecord failedPlugin(String origin, ModuleFailure trouble) {
        return new ModuleRecord(origin, List.of(), "-", "-", origin, State.FAILED, Optional.of(trouble));
    }

    /** Returns a copy with a later failure. */
    ModuleRecord with(Optional<ModuleFailure> later) {
        return new ModuleRecord(name, roles, module, version, origin, state, later);
    }

    /**
     * The failure in words.
     *
     * @return phase, cause and how often; empty when all is well
     */
    public String detail() {
        return trouble.map(ModuleFailure::toString).orElse("");
    }
}
