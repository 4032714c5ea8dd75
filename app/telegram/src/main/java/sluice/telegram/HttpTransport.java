package sluice.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;
import org.telegram.telegrambots.meta.generics.TelegramClient;
import sluice.base.time.Timeline;
import sluice.config.Config;

/**
 * Calls methods of the Bot API by the client of TelegramBots, on the calling thread, and tells how it went. This class is thread-safe.
 *
 * <p>That client repeats nothing here, and its answers are read by {@link AnswerReader}. The time limit of a call is kept by a
 * {@link Watchdog}, from connecting to the last byte, so that a server which sends a byte now and then cannot hold a thread.
 */
final class HttpTransport implements AutoCloseable {

    private static final int OK = 200;

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    /** The call that a thread makes. */
    static final ScopedValue<Exchange> EXCHANGE = ScopedValue.newInstance();

    /** Makes a call with the client of TelegramBots. Its result is not used. */
    @FunctionalInterface
    interface Method {
        Object callBy(TelegramClient client) throws TelegramApiException;
    }

    private final BooleanSupplier mayCall;
    private final Watchdog watchdog;
    private final HttpUrl server;
    private final String token;
    private final OkHttpClient http;
    private final OkHttpClient calls;
    private final TelegramClient telegram;

    HttpTransport(Config.Telegram telegram, Connections connections, Timeline timeline, BooleanSupplier mayCall) {
        URI uri = telegram.apiUrl();
        this.mayCall = mayCall;
        this.watchdog = new Watchdog(timeline);
        this.server = HttpUrl.get(uri.toString());
        this.token = telegram.token().orElseThrow().reveal();
        // Asked twice: a call that may not be made needs no connection, and to make one takes time.
        this.http = connections
                .client()
                .newBuilder()
                .addInterceptor(this::gate)
                .addNetworkInterceptor(this::gate)
                .build();
        this.calls = http.newBuilder().addInterceptor(this::once).build();
        this.telegram = new OkHttpTelegramClient(
                TelegramJson.MAPPER,
                calls,
                token,
                new TelegramUrl(server.scheme(), server.host(), server.port(), false));
    }

    ApiAnswer call(BotApiMethod<?> method, Duration limit) {
        return call(method, limit, new Exchange());
    }

    ApiAnswer call(BotApiMethod<?> method, Duration limit, Exchange exchange) {
        return call(client -> client.execute(new UnreadAnswer(method)), limit, exchange);
    }

    /** Calls a method that carries files: the library makes its request field by field. It must not read the answer. */
    ApiAnswer call(Method method, Duration limit) {
        return call(method, limit, new Exchange());
    }

    private ApiAnswer call(Method method, Duration limit, Exchange exchange) {
        watchdog.watch(exchange, limit);
        try {
            ScopedValue.where(EXCHANGE, exchange).call(() -> method.callBy(telegram));
        } catch (TelegramApiValidationException e) {
            return refused(400, e.getMessage());
        } catch (TelegramApiException e) {
            return exchange.answer().orElseGet(() -> exchange.failed(cause(e), limit));
        } finally {
            watchdog.leave(exchange);
        }
        return exchange.answer().orElseThrow();
    }

    /** The library wraps what OkHttp says twice. */
    private static IOException cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return new IOException(failure);
    }

    boolean mayCall() {
        return mayCall.getAsBoolean();
    }

    /** The last moment at which a call can be left undone: when its connection is there, and nothing is written to it. */
    private Response gate(Interceptor.Chain chain) throws IOException {
        if (!mayCall()) {
            ApiAnswer.Withheld withheld = new ApiAnswer.Withheld();
            EXCHANGE.get().answered(withheld);
            throw new IOException(withheld.detail());
        }
        return chain.proceed(chain.request());
    }

    /** Sends a request once, below the path of the server's address, and takes the answer out of the library's hands. */
    private Response once(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        Exchange exchange = EXCHANGE.get();
        HttpUrl url = server.newBuilder()
                .addEncodedPathSegments(request.url().encodedPath().substring(1))
                .build();
        Request once = request.newBuilder()
                .url(url)
                .header("Accept-Encoding", "identity")
                .post(new OneShotBody(request.body()))
                .build();
        try (Response response = overALiveConnection(chain, once)) {
            exchange.answered(AnswerReader.read(response, exchange));
            return response.newBuilder().body(ResponseBody.EMPTY).build();
        }
    }

    /** Each connection that turns out to be dead is closed by that, so that at last there is a new one. */
    private static Response overALiveConnection(Interceptor.Chain chain, Request request) throws IOException {
        while (true) {
            try {
                return chain.proceed(request);
            } catch (IdleCheck.Stale e) {
                LOG.debug("an idle connection is replaced: {}", e.getMessage());
            }
        }
    }

    /** Downloads a file; its path is encoded. What cannot be written is thrown, since nobody else is to blame. */
    Download download(String encoded, OutputStream to, long maxBytes, Duration limit) {
        Exchange exchange = new Exchange();
        watchdog.watch(exchange, limit);
        Request request = new Request.Builder()
                .url(server.newBuilder()
                        .addPathSegments("file/bot" + token)
                        .addEncodedPathSegments(encoded)
                        .build())
                .header("Accept-Encoding", "identity")
                .build();
        try (Response response = ScopedValue.where(EXCHANGE, exchange)
                .call(() -> http.newCall(request).execute())) {
            return response.code() == OK
                    ? save(response.body().byteStream(), to, maxBytes)
                    : new Download.Failed(refusal(AnswerReader.read(response, exchange), response.code()));
        } catch (IOException e) {
            return new Download.Failed(exchange.answer().orElseGet(() -> exchange.failed(e, limit)));
        } finally {
            watchdog.leave(exchange);
        }
    }

    private static Download save(InputStream from, OutputStream to, long maxBytes) throws IOException {
        byte[] buffer = new byte[8192];
        long sum = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            sum += read;
            if (sum > maxBytes) {
                return new Download.TooLarge();
            }
            try {
                to.write(buffer, 0, read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Download.Done(sum);
    }

    /** Whoever gives out files may say no in other words than the Bot API, or in none. */
    private static ApiAnswer refusal(ApiAnswer answer, int status) {
        return answer instanceof ApiAnswer.Broken && status >= 400 && status < 500
                ? refused(status, "HTTP " + status)
                : answer;
    }

    private static ApiAnswer refused(int status, String description) {
        return new ApiAnswer.Refused(status, status, description, Optional.empty(), Optional.empty());
    }

    /** Ends the calls under way. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
    }
}
