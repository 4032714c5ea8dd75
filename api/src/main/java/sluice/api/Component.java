package sluice.api;

/**
 * The life of a provider: created, started once, used, closed once.
 *
 * <p>Constructors do nothing; whatever a provider needs comes with {@link #start}. {@code sluice modules} and
 * {@code sluice check} call the constructor too, and throw the object away. The host guards each call: what it throws is
 * logged, counted and shown in {@code sluice modules}, and the bot runs on without the provider where it can.
 *
 * <p>A plugin is created, started, cleaned and asked for figures on threads of its own, one for each call, and has 10 seconds for
 * each of the first three. Who takes longer is given up: not started, or not cleaned again until the call returns.
 */
public interface Component {

    /**
     * Starts the provider. Called once, by the host's main thread or on a thread that it waits for, before any other
     * method.
     *
     * @param context the settings and services from the host; never null
     * @throws SettingsException if the provider cannot work with these settings: what it says is for the operator, and
     *     a bot that needs the provider ends with exit code 2
     * @throws RuntimeException if the provider cannot work now, but may the next time: a bot that needs it ends with
     *     exit code 1, and whoever watches over it starts it again. In both cases it is recorded as failed and not
     *     called again
     */
    default void start(ComponentContext context) {}

    /**
     * Ends the provider and frees what it holds. Called once, on a thread that the host waits for, after the last call to
     * any other method has returned or was given up; providers are closed in the reverse order of their start. The host
     * waits 2 seconds for one that plays a role, and 2 seconds for all others together.
     */
    default void close() {}
}
