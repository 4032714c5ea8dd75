package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** One Bot API method. Called with the engine's lock held. */
interface Method {
    /** {@return the {@code result}; an {@link ApiError} is the refusal} */
    JsonNode run(Parameters parameters);
}
