/** Feature module: exports nothing, is reached through the services that it provides. */
module sluice.peer {
    requires sluice.api;

    provides sluice.api.Cleanable with
            sluice.peer.PeerCleanable;
}
