/**
 * Remembers which chats work and which failed, each bounded by count.
 *
 * <p>Exports nothing: the app reaches it through the services it provides. One class stands under all three, so that the
 * figures come from the object that is used and cleaned.
 */
module sluice.peer {
    requires sluice.api;

    provides sluice.api.Peers with
            sluice.peer.CooldownPeers;
    provides sluice.api.Cleanable with
            sluice.peer.CooldownPeers;
    provides sluice.api.StatsProvider with
            sluice.peer.CooldownPeers;
}
