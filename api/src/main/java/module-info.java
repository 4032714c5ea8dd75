/**
 * The SPI of Sluice and the values that cross it.
 *
 * <p>Used by every module: the app calls what is declared here and finds who implements it with
 * {@link java.util.ServiceLoader}; feature modules and plugins implement it and know nothing else of Sluice.
 * It depends on {@code java.base} only, so that a plugin can be built against this one jar.
 *
 * <p>A provider names itself with {@link sluice.api.Provider} and implements {@link sluice.api.Cleanable},
 * {@link sluice.api.StatsProvider}, one of the roles ({@link sluice.api.Deduplicator},
 * {@link sluice.api.ContentDeduplicator}, {@link sluice.api.UserStates}, {@link sluice.api.Peers},
 * {@link sluice.api.MessageQueue}), or several of them. A class that stands under several
 * services in its {@code module-info} is created once.
 */
module sluice.api {
    exports sluice.api;
}
