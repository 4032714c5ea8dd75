/**
 * The chats that work, and those that failed and cool down.
 *
 * <p>Found by the host under the role {@code peer} with the name {@code cooldown}; nothing else uses it.
 */
module sluice.peer {
    requires sluice.api;
    requires com.github.benmanes.caffeine;

    provides sluice.api.Peers with
            sluice.peer.CooldownPeers;
    provides sluice.api.Cleanable with
            sluice.peer.CooldownPeers;
    provides sluice.api.StatsProvider with
            sluice.peer.CooldownPeers;
}
