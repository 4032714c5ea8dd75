package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import sluice.app.config.Config;
import sluice.app.log.Secrets;
import sluice.app.time.Timeline;

/**
 * One HTTP call at a time per thread, on the calling thread.
 *
 * <p>The time limit of a call is kept by the {@link Timeline}, over everything from connecting to the last byte, so that a
 * server which sends a byte now and then cannot hold a thread. A request body can be sent once only: OkHttp tries further
 * addresses when it cannot connect, but never repeats what it has begun to send.
 *
 * <p>The address holds the token, and a server or proxy may repeat it in what it answers. What comes out of here goes into
 * pages, notices and dead letters, so it comes without secrets.
 */
final class HttpTransport implements AutoCloseable {

    /** The largest answer that is read: 100 updates of the longest messages take about 5 MB, and the heap may have 48. */
    static final long MAX_ANSWER_BYTES = 8L << 20;

    /** Said by proxies too, whose answers are none of the Bot API. */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final ObjectMapper mapper;
    private final Timeline timeline;
    private final String base;

    HttpTransport(Config.Telegram telegram, Timeline timeline, ObjectMapper mapper) {
        this.base = telegram.apiUrl() + "/bot" + telegram.token().orElseThrow().reveal() + "/";
        this.timeline = timeline;
        this.mapper = mapper;
        this.client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(8, 30, TimeUnit.SECONDS))
                .connectTimeout(CONNECT_LIMIT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .eventListenerFactory(call -> call.request().tag(Progress.class))
                .build();
    }

    ApiAnswer call(String method, byte[] json, Duration limit) {
        return call(prepare(method, OneShotBody.json(json)), limit);
    }

    ApiAnswer call(String method, Upload upload, Duration limit) {
        return call(prepare(method, upload.body()), limit);
    }

    Call prepare(String method, byte[] json) {
        return prepare(method, OneShotBody.json(json));
    }

    private Call prepare(String method, OneShotBody body) {
        Request request = new Request.Builder()
                .url(base + method)
                .post(body)
                .tag(Progress.class, new Progress())
                .build();
        return client.newCall(request);
    }

    ApiAnswer call(Call call, Duration limit) {
        Progress progress = call.request().tag(Progress.class);
        Timeline.Timer watchdog = timeline.after(limit, () -> {
            progress.timedOut();
            call.cancel();
        });
        try (Response response = call.execute()) {
            return read(response, progress);
        } catch (IOException e) {
            return failure(progress, e, limit);
        } finally {
            watchdog.cancel();
        }
    }

    private ApiAnswer read(Response response, Progress progress) {
        byte[] body;
        try {
            BufferedSource source = response.body().source();
            if (source.request(MAX_ANSWER_BYTES + 1)) {
                return new ApiAnswer.Broken("an answer of more than " + MAX_ANSWER_BYTES + " bytes");
            }
            body = source.readByteArray();
        } catch (IOException e) {
            if (progress.isTimedOut()) {
                return new ApiAnswer.NoAnswer("the answer did not end within the time limit", true);
            }
            return new ApiAnswer.Broken("HTTP " + response.code() + ", and then the answer was cut short");
        }
        return parse(response.code(), response.header("Retry-After", ""), body);
    }

    private ApiAnswer parse(int status, String retryAfter, byte[] body) {
        JsonNode root = json(body);
        JsonNode ok = root.path("ok");
        if (ok.asBoolean(false)) {
            return new ApiAnswer.Ok(root.path("result"));
        }
        if (!ok.isBoolean() && status != TOO_MANY_REQUESTS) {
            return new ApiAnswer.Broken("HTTP " + status + " with a body that is no answer of the Bot API");
        }
        JsonNode migrateTo = root.path("parameters").path("migrate_to_chat_id");
        return new ApiAnswer.Refused(
                root.path("error_code").asInt(status),
                Secrets.redact(root.path("description").asText("HTTP " + status)),
                RetryAfter.of(root, retryAfter),
                migrateTo.canConvertToLong() ? Optional.of(migrateTo.longValue()) : Optional.empty());
    }

    /** Reads a body; a missing node when it is not JSON. */
    private JsonNode json(byte[] body) {
        try {
            JsonNode root = mapper.readTree(body);
            return root.isObject() ? root : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static ApiAnswer failure(Progress progress, IOException e, Duration limit) {
        String detail = progress.isTimedOut()
                ? "no answer within " + limit.toSeconds() + " s"
                : Secrets.redact(e.getClass().getSimpleName() + ": " + e.getMessage());
        if (!progress.isSent()) {
            return new ApiAnswer.Unreachable(detail);
        }
        return new ApiAnswer.NoAnswer(detail, progress.isTimedOut());
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
