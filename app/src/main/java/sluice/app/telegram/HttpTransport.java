package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import sluice.app.config.Config;
import sluice.app.json.Json;
import sluice.app.log.Secrets;
import sluice.app.time.Timeline;
import sluice.app.wire.Answer;
import sluice.app.wire.Call;
import sluice.app.wire.CallException;
import sluice.app.wire.HttpClient;

/**
 * Calls methods of the Bot API, on the calling thread, and tells how it went.
 *
 * <p>The address holds the token, and a server or proxy may repeat it in what it answers. What comes out of here goes into
 * pages, notices and dead letters, so it comes without secrets.
 */
final class HttpTransport implements AutoCloseable {

    /** Said by proxies too, whose answers are none of the Bot API. */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final int OK = 200;

    private static final String JSON = "application/json";

    private final HttpClient http;
    private final String path;
    private final String files;

    HttpTransport(Config.Telegram telegram, Timeline timeline) {
        this.path = "/bot" + telegram.token().orElseThrow().reveal() + "/";
        this.files = "/file/bot" + telegram.token().orElseThrow().reveal() + "/";
        this.http = new HttpClient(telegram.apiUrl(), timeline);
    }

    ApiAnswer call(String method, byte[] json, Duration limit) {
        return call(prepare(method, json), limit);
    }

    ApiAnswer call(String method, Upload upload, Duration limit) {
        return call(http.prepare(path + method, Upload.TYPE, upload.body()), limit);
    }

    Call prepare(String method, byte[] json) {
        return http.prepare(path + method, JSON, json);
    }

    ApiAnswer call(Call call, Duration limit) {
        try (Answer answer = http.send(call, limit)) {
            return parse(answer);
        } catch (CallException e) {
            return failure(e, limit);
        }
    }

    /** Downloads a file; its path is encoded. What cannot be written is thrown, since nobody else is to blame. */
    Download download(String encoded, OutputStream to, long maxBytes, Duration limit) {
        FileTaker taker = new FileTaker(to, maxBytes);
        try (Answer answer = http.fetch(http.prepare(files + encoded), limit, taker)) {
            return answer.status() == OK
                    ? new Download.Done(taker.sum())
                    : new Download.Failed(refusal(parse(answer), answer.status()));
        } catch (CallException e) {
            return e.stage() == CallException.Stage.TOO_LARGE && e.status() == OK
                    ? new Download.TooLarge()
                    : new Download.Failed(failure(e, limit));
        }
    }

    /** Whoever gives out files may say no in other words than the Bot API, or in none. */
    private static ApiAnswer refusal(ApiAnswer answer, int status) {
        return answer instanceof ApiAnswer.Broken && status >= 400 && status < 500
                ? new ApiAnswer.Refused(status, "HTTP " + status, Optional.empty(), Optional.empty())
                : answer;
    }

    private ApiAnswer parse(Answer answer) {
        JsonNode root = json(answer);
        JsonNode ok = root.path("ok");
        if (ok.asBoolean(false)) {
            return new ApiAnswer.Ok(root.path("result"));
        }
        if (!ok.isBoolean() && answer.status() != TOO_MANY_REQUESTS) {
            return new ApiAnswer.Broken("HTTP " + answer.status() + " with a body that is no answer of the Bot API");
        }
        JsonNode migrateTo = root.path("parameters").path("migrate_to_chat_id");
        return new ApiAnswer.Refused(
                root.path("error_code").asInt(answer.status()),
                Secrets.redact(root.path("description").asText("HTTP " + answer.status())),
                RetryAfter.of(root, answer.retryAfter()),
                migrateTo.canConvertToLong() ? Optional.of(migrateTo.longValue()) : Optional.empty());
    }

    /** Reads a body; a missing node when it is not JSON. */
    private JsonNode json(Answer answer) {
        try {
            JsonNode root = Json.MAPPER.readTree(answer.bytes(), answer.from(), answer.length());
            return root.isObject() ? root : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static ApiAnswer failure(CallException e, Duration limit) {
        String detail = e.timedOut() ? "no answer within " + limit.toSeconds() + " s" : Secrets.redact(e.getMessage());
        return switch (e.stage()) {
            case NOT_SENT -> new ApiAnswer.Unreachable(detail);
            case NO_ANSWER -> new ApiAnswer.NoAnswer(detail, e.timedOut());
            case TOO_LARGE -> new ApiAnswer.Broken("an answer of more than " + HttpClient.MOST_BYTES + " bytes");
            case CUT_SHORT ->
                e.timedOut()
                        ? new ApiAnswer.NoAnswer("the answer did not end within the time limit", true)
                        : new ApiAnswer.Broken("HTTP " + e.status() + ", and then the answer was cut short");
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
