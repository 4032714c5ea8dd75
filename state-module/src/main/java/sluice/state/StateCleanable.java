package sluice.state;

import sluice.api.Cleanable;

/** Holds nothing yet, so there is nothing to remove. */
public final class StateCleanable implements Cleanable {
    @Override
    public long clean() {
        return 0;
    }
}
