/** Feature module: exports nothing, is reached through the services that it provides. */
module sluice.state {
    requires sluice.api;

    provides sluice.api.Cleanable with
            sluice.state.StateCleanable;
}
