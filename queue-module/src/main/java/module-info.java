/** Feature module: exports nothing, is reached through the services that it provides. */
module sluice.queue {
    requires sluice.api;

    provides sluice.api.Cleanable with
            sluice.queue.QueueCleanable;
}
