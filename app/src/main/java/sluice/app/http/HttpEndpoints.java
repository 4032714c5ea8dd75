package sluice.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import sluice.api.Bounded;
import sluice.app.config.Config;
import sluice.app.config.Secret;

/** Serves {@link Pages} over HTTP. */
public final class HttpEndpoints implements AutoCloseable {

    private static final int BACKLOG = 50;

    /** One slow client must not block the others, and many must not take the memory. */
    private static final int MAX_REQUESTS = 16;

    private final HttpServer server;
    private final Pages pages;
    private final Optional<Secret> token;

    @Bounded("MAX_REQUESTS under way and as many waiting; more are turned away")
    private final ExecutorService threads;

    private HttpEndpoints(HttpServer server, Config.Http config, Pages pages) {
        this.server = server;
        this.token = config.token();
        this.pages = pages;
        this.threads = new ThreadPoolExecutor(
                MAX_REQUESTS,
                MAX_REQUESTS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_REQUESTS),
                Thread.ofVirtual().name("sluice-http-", 0).factory());
    }

    /**
     * Starts to listen.
     *
     * @param config where
     * @param pages what is served
     * @return the running server
     * @throws IOException when the address cannot be used
     */
    public static HttpEndpoints start(Config.Http config, Pages pages) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(config.bind()), config.port());
        HttpServer server = HttpServer.create(address, BACKLOG);
        HttpEndpoints endpoints =
                new HttpEndpoints(server, config, pages.asset("/page.css").asset("/icon.svg"));
        server.setExecutor(endpoints.threads);
        server.createContext("/", endpoints::handle);
        server.start();
        return endpoints;
    }

    /**
     * The port that it listens on.
     *
     * @return the port, the free one that was found when 0 was asked for
     */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Response response = answer(exchange);
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            response.headers().forEach(exchange.getResponseHeaders()::set);
            if (exchange.getRequestMethod().equals("HEAD") || response.status() == 304) {
                exchange.sendResponseHeaders(response.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(response.status(), response.length().orElse(0));
            try (OutputStream out = exchange.getResponseBody()) {
                response.body().write(out);
            }
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod().replace("HEAD", "GET");
        Optional<Pages.Entry> entry = pages.at(path);
        if (entry.isEmpty()) {
            return Response.text(404, "not found\n");
        }
        if (!entry.get().open() && !authorized(exchange)) {
            return Response.text(401, "a token is needed\n").with("WWW-Authenticate", "Bearer");
        }
        Page page = entry.get().byMethod().get(method);
        if (page == null) {
            String allowed = entry.get().allowed();
            return Response.text(405, "only " + allowed + "\n").with("Allow", allowed);
        }
        return page.answer(request(exchange, method, path, entry.get()));
    }

    private static Request request(HttpExchange exchange, String method, String path, Pages.Entry entry)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String form = method.equals("POST")
                ? new String(exchange.getRequestBody().readNBytes(64 << 10), StandardCharsets.UTF_8)
                : "";
        return new Request(
                method,
                path,
                path.substring(entry.path().length()),
                fields(exchange.getRequestURI().getRawQuery()),
                fields(form),
                headers,
                false);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text == null ? new String[0] : text.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.putIfAbsent(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private boolean authorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String given = header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
        return token.map(expected -> expected.matches(given)).orElse(true);
    }
}
