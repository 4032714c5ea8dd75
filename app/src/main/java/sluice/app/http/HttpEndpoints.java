package sluice.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import sluice.api.Bounded;
import sluice.api.Stats;
import sluice.app.config.Config;
import sluice.app.config.Secret;
import sluice.app.status.Health;
import sluice.app.status.Report;

/** {@code GET /healthz}, {@code GET /stats} and {@code GET /modules}. */
public final class HttpEndpoints implements AutoCloseable {

    private static final int BACKLOG = 50;

    /** One slow client must not block the others, and many must not take the memory. */
    private static final int MAX_REQUESTS = 16;

    private final HttpServer server;
    private final Report report;
    private final Health health;
    private final Optional<Secret> token;
    private final ObjectMapper mapper = new ObjectMapper();

    @Bounded("MAX_REQUESTS under way and as many waiting; more are turned away")
    private final ExecutorService threads;

    private HttpEndpoints(HttpServer server, Config.Http config, Report report, Health health) {
        this.server = server;
        this.token = config.token();
        this.report = report;
        this.health = health;
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
     * @param report the figures
     * @param health whether all is well
     * @return the running server
     * @throws IOException when the address cannot be used
     */
    public static HttpEndpoints start(Config.Http config, Report report, Health health) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(config.bind()), config.port());
        HttpServer server = HttpServer.create(address, BACKLOG);
        HttpEndpoints endpoints = new HttpEndpoints(server, config, report, health);
        server.setExecutor(endpoints.threads);
        server.createContext("/healthz", endpoints.guarded("/healthz", endpoints::healthz));
        server.createContext("/stats", endpoints.guarded("/stats", endpoints::stats));
        server.createContext("/modules", endpoints.guarded("/modules", endpoints::modules));
        server.createContext("/", exchange -> endpoints.answer(exchange, 404, "text/plain", "not found\n"));
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

    private HttpHandler guarded(String path, HttpHandler handler) {
        return exchange -> {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                answer(exchange, 404, "text/plain", "not found\n");
            } else if (!authorized(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                answer(exchange, 401, "text/plain", "a token is needed\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                answer(exchange, 405, "text/plain", "only GET\n");
            } else {
                handler.handle(exchange);
            }
        };
    }

    private boolean authorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String given = header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
        return token.map(expected -> expected.matches(given)).orElse(true);
    }

    private void healthz(HttpExchange exchange) throws IOException {
        List<String> problems = health.problems();
        String body = problems.isEmpty() ? "ok\n" : String.join("\n", problems) + "\n";
        answer(exchange, problems.isEmpty() ? 200 : 503, "text/plain", body);
    }

    private void stats(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "application/json", json(report.figures()) + "\n");
    }

    private void modules(HttpExchange exchange) throws IOException {
        ObjectNode root = mapper.createObjectNode();
        root.put("data-dir", report.dataDir().toRealPath().toString());
        ArrayNode modules = root.putArray("modules");
        report.modules().forEach(record -> ModuleJson.write(record, modules.addObject()));
        answer(exchange, 200, "application/json", text(root) + "\n");
    }

    private String json(Map<String, Stats> figures) throws IOException {
        ObjectNode root = mapper.createObjectNode();
        figures.forEach((name, stats) -> {
            ObjectNode member = root.putObject(name);
            stats.values().forEach((figure, value) -> member.putPOJO(figure, value));
        });
        ArrayNode troubles = root.withObject("modules").putArray("troubles");
        report.troubled().forEach(record -> ModuleJson.write(record, troubles.addObject()));
        return text(root);
    }

    private String text(ObjectNode root) throws IOException {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
