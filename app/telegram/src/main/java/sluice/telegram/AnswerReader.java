package sluice.telegram;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import okio.BufferedSource;
import sluice.base.log.Secrets;

/**
 * Reads what the server answered. The library's own reading takes any odd field of a result for a failed call, which would then be
 * repeated, and keeps neither the status nor {@code Retry-After}.
 *
 * <p>A server or proxy may repeat the address, which holds the token, in what it answers. What comes out of here goes into pages,
 * notices and dead letters, so it comes without secrets.
 */
final class AnswerReader {

    /** The largest answer that is read, in bytes: its tree fits a heap of 48 MB beside everything else. */
    static final int MOST_BYTES = 4 << 20;

    /** The number of the first update in an answer that cannot be read as a whole. */
    private static final Pattern UPDATE = Pattern.compile("\"update_id\"\\s*:\\s*([0-9]{1,18})\\b");

    /** Said by proxies too, whose answers are none of the Bot API. */
    private static final int TOO_MANY_REQUESTS = 429;

    private AnswerReader() {}

    /** Reads an answer to its end, and does not close it. */
    static ApiAnswer read(Response response, Exchange exchange) {
        int status = response.code();
        try {
            BufferedSource body = response.body().source();
            if (body.request(MOST_BYTES + 1L)) {
                return new ApiAnswer.Broken(status, "an answer of more than " + MOST_BYTES + " bytes");
            }
            return parse(status, response.header("Retry-After", ""), json(body.readUtf8(), exchange));
        } catch (IOException e) {
            return exchange.isTimedOut()
                    ? new ApiAnswer.NoAnswer("the answer did not end within the time limit", true)
                    : new ApiAnswer.Broken(status, "HTTP " + status + ", and then the answer was cut short");
        }
    }

    private static ApiAnswer parse(int status, String retryAfter, JsonNode root) {
        JsonNode ok = root.path("ok");
        if (ok.booleanValue() && ApiAnswer.isSuccess(status)) {
            return new ApiAnswer.Ok(root.path("result"));
        }
        if ((!ok.isBoolean() || ok.booleanValue()) && status != TOO_MANY_REQUESTS) {
            return new ApiAnswer.Broken(status, "HTTP " + status + " with a body that is no answer of the Bot API");
        }
        return new ApiAnswer.Refused(
                status,
                root.path("error_code").asInt(status),
                Secrets.redact(description(root, status)),
                RetryAfter.of(root, retryAfter),
                TelegramJson.integer(root.path("parameters").path("migrate_to_chat_id"))
                        .filter(chat -> chat != 0));
    }

    private static String description(JsonNode root, int status) {
        String description = root.path("description").asText();
        return description.isBlank() ? "HTTP " + status : description;
    }

    /** Reads a body, in which what is no UTF-8 was replaced; a missing node when it is no JSON object. */
    private static JsonNode json(String text, Exchange exchange) {
        try {
            JsonNode root = TelegramJson.MAPPER.readTree(text);
            return root.isObject() ? root : MissingNode.getInstance();
        } catch (JacksonException e) {
            Matcher update = UPDATE.matcher(text);
            if (update.find()) {
                exchange.unreadable(Long.parseLong(update.group(1)));
            }
            return MissingNode.getInstance();
        }
    }
}
