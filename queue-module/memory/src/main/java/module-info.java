/**
 * The queue in memory: bounded, with one lane per destination, lost when the process ends.
 *
 * <p>Used by the host through {@link sluice.api.MessageQueue} when {@code modules.queue} is {@code bounded}. It exports
 * nothing.
 */
module sluice.queue.memory {
    requires sluice.api;

    provides sluice.api.MessageQueue with
            sluice.queue.memory.BoundedQueue;
    provides sluice.api.Cleanable with
            sluice.queue.memory.BoundedQueue;
    provides sluice.api.StatsProvider with
            sluice.queue.memory.BoundedQueue;
}
