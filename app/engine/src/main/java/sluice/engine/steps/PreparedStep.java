package sluice.engine.steps;

import sluice.api.MessageFilter;
import sluice.api.MessageTransform;
import sluice.host.SharedCall;

/**
 * A step, ready for one place where it is named.
 *
 * @param holds whether a message for which it fails becomes a dead letter
 */
record PreparedStep(String name, Use use, SharedCall guarded, boolean holds) {

    /** One of both kinds. */
    sealed interface Use {

        /** It keeps or drops. */
        record Filter(MessageFilter.Use filter) implements Use {}

        /** It changes. */
        record Transform(MessageTransform.Use transform) implements Use {}
    }

    boolean isFilter() {
        return use instanceof Use.Filter;
    }
}
