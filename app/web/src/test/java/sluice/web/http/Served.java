package sluice.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import sluice.base.log.Secret;
import sluice.base.text.Language;
import sluice.config.Config;

/** A server with a few pages. */
final class Served implements AutoCloseable {

    /** More than all buffers between the two hold, in bytes. */
    static final int LARGE = 32 << 20;

    static final String TOKEN = "correct-horse-battery";

    final HandTime time = new HandTime();
    final HttpEndpoints server;

    private Served(Optional<Secret> token, Limits limits) throws IOException {
        this(token, limits, pages());
    }

    private Served(Optional<Secret> token, Limits limits, Pages pages) throws IOException {
        server = HttpEndpoints.start(new Config.Http("127.0.0.1", 0, token), Site.of(pages, Language.EN), time, limits);
    }

    private static Pages pages() {
        return new Pages()
                .get("/", request -> Html.page("Home", request).response())
                .get("/stats", _ -> Response.text(200, "figures\n"))
                .get("/echo", request -> Response.text(200, request.path() + " " + request.query()))
                .post("/echo", request -> Response.text(200, "form " + request.form()))
                .get("/notes/", request -> Response.text(200, "rest " + request.rest()))
                .get("/headers", request -> Response.text(200, request.headers().toString()))
                .get("/large", _ -> Response.bytes("text/plain", new byte[LARGE]))
                .get(
                        "/stream",
                        _ -> Response.stream("text/plain", Optional.of("a b.txt"), out -> {
                            out.write("one".getBytes(US_ASCII));
                            out.write(new byte[20_000]);
                        }))
                .get("/broken", _ -> {
                    throw new IllegalStateException("secret detail");
                });
    }

    static Served open() throws IOException {
        return new Served(Optional.empty(), Limits.defaults());
    }

    /** One that has a file too, at {@code /file}. */
    static Served withFile(Path file) throws IOException {
        Page page = request -> Response.file(request, file, "text/plain", Optional.empty());
        return new Served(Optional.empty(), Limits.defaults(), pages().get("/file", page));
    }

    /** One that reads and answers so many requests at once. */
    static Served open(int exchanges) throws IOException {
        Limits usual = Limits.defaults();
        return new Served(
                Optional.empty(), new Limits(exchanges, usual.working(), usual.bodyBytes(), usual.workWait()));
    }

    static Served withToken() throws IOException {
        return new Served(Optional.of(new Secret(TOKEN)), Limits.defaults());
    }

    int port() {
        return server.port();
    }

    Wire.Answer ask(String method, String target, String... headers) throws IOException {
        return ask(method, target, "", headers);
    }

    Wire.Answer ask(String method, String target, String body, String[] headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        if (!String.join("\n", headers).contains("Host:")) {
            request.append("Host: localhost:").append(port()).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        return Wire.ask(port(), request + "\r\n" + body);
    }

    Wire.Answer post(String target, String body, String... headers) throws IOException {
        return ask("POST", target, body, headers);
    }

    @Override
    public void close() {
        server.close();
    }
}
