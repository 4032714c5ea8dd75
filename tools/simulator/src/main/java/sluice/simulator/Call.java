package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that came in, getUpdates excepted (see {@link Poll}).
 *
 * @param number counts from 1 over all methods, in the order in which the calls took effect
 * @param nanoTime when it came in, by the ticker of the options, nanoseconds
 * @param method as Telegram spells it; as sent if there is no such method
 * @param json the parameters as a JSON object; a file part stands there with its name and size
 * @param chat the {@code chat_id} it names, 0 if none or unknown
 * @param code the HTTP status of the answer, 0 when there was none
 * @param applied whether it had its effect
 */
public record Call(long number, long nanoTime, String method, String json, long chat, int code, boolean applied) {

    /** {@return the parameters; parsed anew each time} */
    public JsonNode parameters() {
        return Json.literal(json);
    }
}
