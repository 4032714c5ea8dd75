package sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import sluice.base.log.Secret;
import sluice.base.text.Language;
import sluice.config.Config;
import sluice.control.part.WebServer;
import sluice.web.http.Wire;

/** The pages of several bots, served. */
final class ServedFleet implements AutoCloseable {

    static final String ALL = "opens-all-of-them";
    static final String ALPHA = "opens-alpha-alone";
    static final String BETA = "opens-beta-alone";

    final SampleFleet fleet;
    private final WebServer server;

    private ServedFleet(SampleFleet fleet, Optional<String> token) throws IOException {
        this.fleet = fleet;
        server = new PagesServerFactory()
                .start(
                        new Config.Http("127.0.0.1", 0, token.map(Secret::new)),
                        fleet,
                        Language.EN,
                        fleet.time,
                        "1.2.3");
    }

    /** With the bots alpha, beta and gamma, without any token. */
    static ServedFleet open(Path dir) throws IOException {
        return new ServedFleet(greek(dir), Optional.empty());
    }

    /** The same with a token for all, and one each for alpha and beta. */
    static ServedFleet withTokens(Path dir) throws IOException {
        return new ServedFleet(guarded(dir), Optional.of(ALL));
    }

    /** With tokens for alpha and beta, and none for all. */
    static ServedFleet withTokensOfBots(Path dir) throws IOException {
        return new ServedFleet(guarded(dir), Optional.empty());
    }

    private static SampleFleet greek(Path dir) {
        SampleFleet fleet = new SampleFleet(dir, 2);
        fleet.run("alpha");
        fleet.run("beta");
        fleet.run("gamma");
        return fleet;
    }

    private static SampleFleet guarded(Path dir) {
        SampleFleet fleet = greek(dir);
        fleet.guard("alpha", Optional.of(ALPHA));
        fleet.guard("beta", Optional.of(BETA));
        return fleet;
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    int port() {
        return server.port();
    }

    Wire.Answer get(String target, String... headers) throws IOException {
        return ask("GET", target, "", headers);
    }

    Wire.Answer post(String target, String form, String... headers) throws IOException {
        return ask("POST", target, form, headers);
    }

    /** Logs in; the header that says so from then on. */
    String login(String token) throws IOException {
        Wire.Answer answer = post("/login", "token=" + token);
        return "Cookie: " + answer.header("Set-Cookie").split(";", 2)[0];
    }

    private Wire.Answer ask(String method, String target, String form, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        request.append("Host: localhost:").append(port()).append("\r\n");
        request.append("Origin: http://localhost:").append(port()).append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!form.isEmpty()) {
            request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(form.length())
                    .append("\r\n");
        }
        Wire.Answer answer = Wire.ask(port(), request + "\r\n" + form);
        return new Wire.Answer(answer.head(), new String(answer.body().getBytes(ISO_8859_1), UTF_8));
    }

    @Override
    public void close() {
        server.close();
        fleet.close();
    }
}
