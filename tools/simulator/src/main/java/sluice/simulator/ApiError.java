package sluice.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The Bot API's way to say no. Its message is the description that is sent. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode parameters = JsonNodeFactory.instance.objectNode();

    ApiError(int code, String description) {
        // without a stack trace: it is an answer, and load runs make many
        super(description, null, false, false);
        this.code = code;
    }

    static ApiError badRequest(String what) {
        return new ApiError(400, "Bad Request: " + what);
    }

    static ApiError forbidden(String what) {
        return new ApiError(403, "Forbidden: " + what);
    }

    static ApiError tooManyRequests(int seconds) {
        return new ApiError(429, "Too Many Requests: retry after " + seconds).with("retry_after", seconds);
    }

    static ApiError migrated(long newId) {
        return badRequest("group chat was upgraded to a supergroup chat").with("migrate_to_chat_id", newId);
    }

    ApiError with(String name, long value) {
        parameters.put(name, value);
        return this;
    }

    int code() {
        return code;
    }

    ObjectNode parameters() {
        return parameters;
    }
}
