/**
 * The dialogs that users are in: a cache that ends what was not accessed for a time, and holds no more than a number.
 *
 * <p>Found by the host under the role {@code state} with the name {@code ttl}; nothing else uses it.
 */
module sluice.state {
    requires sluice.api;
    requires com.github.benmanes.caffeine;

    provides sluice.api.UserStates with
            sluice.state.TtlUserStates;
    provides sluice.api.Cleanable with
            sluice.state.TtlUserStates;
    provides sluice.api.StatsProvider with
            sluice.state.TtlUserStates;
}
