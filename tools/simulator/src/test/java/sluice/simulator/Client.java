package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Talks to a simulator over HTTP, as a bot does. */
final class Client implements AutoCloseable {
    private final HttpClient http;
    private final String base;

    Client(Simulator simulator) {
        this(simulator, HttpClient.newBuilder());
    }

    /** One that trusts what the context does. */
    Client(Simulator simulator, SSLContext tls) {
        this(simulator, HttpClient.newBuilder().sslContext(tls));
    }

    private Client(Simulator simulator, HttpClient.Builder builder) {
        this(
                simulator,
                builder.version(HttpClient.Version.HTTP_1_1)
                        .executor(Thread::startVirtualThread)
                        .build());
    }

    /** One for another bot over the connections of this one, which closes them. */
    Client on(Simulator other) {
        return new Client(other, http);
    }

    private Client(Simulator simulator, HttpClient http) {
        this.http = http;
        base = simulator.uri() + "/bot" + simulator.token() + "/";
    }

    /** What came back. */
    record Reply(int status, JsonNode body) {
        JsonNode result() {
            if (status != 200) {
                throw new AssertionError("refused: " + body);
            }
            return body.get("result");
        }

        String description() {
            return body.path("description").asText();
        }
    }

    /** Names and values in turn, sent as JSON. */
    Reply call(String method, Object... parameters) {
        try {
            return reply(http.send(request(method, body(parameters)), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CompletableFuture<Reply> start(String method, Object... parameters) {
        return http.sendAsync(request(method, body(parameters)), BodyHandlers.ofString())
                .thenApply(Client::reply);
    }

    private java.net.http.HttpRequest request(String method, String body) {
        return java.net.http.HttpRequest.newBuilder(URI.create(base + method))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String body(Object... parameters) {
        var body = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < parameters.length; i += 2) {
            body.putPOJO((String) parameters[i], parameters[i + 1]);
        }
        return body.toString();
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), Json.literal(response.body()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
