package sluice.app.host;

import static java.util.Objects.requireNonNull;

import java.util.List;
import sluice.api.SettingsException;

/**
 * What became of a provider, or of a plugin that has none to show: what {@code sluice modules} prints.
 *
 * @param name its name
 * @param roles the roles that it can play; empty for a bare concern
 * @param module the Java module that it stands in
 * @param version the module's version, {@code -} when it has none
 * @param origin {@code image}, or the plugin's file name
 * @param state what became of it
 * @param detail the reason of a failure; empty otherwise
 */
public record ModuleRecord(
        String name, List<Role> roles, String module, String version, String origin, State state, String detail) {

    /** What became of a provider. */
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
        requireNonNull(detail, "detail");
    }

    static ModuleRecord failedPlugin(String origin, String phase, Throwable cause) {
        return new ModuleRecord(origin, List.of(), "-", "-", origin, State.FAILED, phase + ": " + brief(cause));
    }

    static String brief(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof SettingsException) {
            return message; // written for the operator
        }
        String type = cause.getClass().getSimpleName();
        return message == null
                ? type
                : type + ": " + message.lines().findFirst().orElse("");
    }
}
