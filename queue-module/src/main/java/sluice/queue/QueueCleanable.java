package sluice.queue;

import sluice.api.Cleanable;

/** Holds nothing yet, so there is nothing to remove. */
public final class QueueCleanable implements Cleanable {
    @Override
    public long clean() {
        return 0;
    }
}
