package sluice.app.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls as tests make them. */
final class Calls {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private Calls() {}

    /** Sends a text and returns what came: the body, or the stage at which the call failed and the status. */
    static String send(HttpClient client, String body) {
        return send(client, client.prepare("/m", "text/plain", body.getBytes(StandardCharsets.UTF_8)));
    }

    static String send(HttpClient client, Call call) {
        try (Answer answer = client.send(call, LIMIT)) {
            return new String(answer.bytes(), answer.from(), answer.length(), StandardCharsets.UTF_8);
        } catch (CallException e) {
            return e.stage() + (e.status() == 0 ? "" : " " + e.status()) + (e.timedOut() ? " late" : "");
        }
    }
}
