package example.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepMessage;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class WebhookTest {

    private static final String SECRET = "a secret of 22 letters";

    private record Received(String signature, String body) {}

    @TempDir
    Path dataDir;

    private final FakeTime time = new FakeTime();
    private final Webhook webhook = new Webhook();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            received.add(new Received(exchange.getRequestHeaders().getFirst("X-Sluice-Signature"), body));
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void start(String... more) {
        String[] settings = new String[more.length + 4];
        settings[0] = "url";
        settings[1] = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        settings[2] = "secret";
        settings[3] = SECRET;
        System.arraycopy(more, 0, settings, 4, more.length);
        webhook.start(Contexts.of(time, dataDir, settings));
    }

    private static StepMessage message(String text) {
        return new StepMessage(
                -1001, 7, 0, MediaType.TEXT, MessageSender.UNKNOWN, false, FormattedText.of(text));
    }

    @Test
    void posts_what_passes_with_a_signature_and_leaves_it_as_it_is() throws Exception {
        start();

        FormattedText after = webhook.use(new Settings(Map.of())).transform(message("\"quoted\" ✓"));

        assertEquals("\"quoted\" ✓", after.text());
        Received request = received.poll(10, TimeUnit.SECONDS);
        JsonNode json = new ObjectMapper().readTree(request.body());
        assertEquals(-1001, json.path("chat").asLong());
        assertEquals(7, json.path("message").asInt());
        assertEquals("\"quoted\" ✓", json.path("text").asText());
        long seconds = time.instant().getEpochSecond();
        assertEquals("t=" + seconds + ",v1=" + hmac(seconds + "." + request.body()), request.signature());
        webhook.close();
    }

    @Test
    void a_refusal_is_counted_and_not_repeated() throws Exception {
        status = 400;
        start();

        webhook.use(new Settings(Map.of())).transform(message("one"));
        webhook.use(new Settings(Map.of())).transform(message("two"));

        received.poll(10, TimeUnit.SECONDS);
        assertTrue(received.poll(10, TimeUnit.SECONDS).body().contains("two"), "one was sent once");
        webhook.close();
    }

    @Test
    void a_full_queue_drops_and_counts() {
        Poster poster = new Poster(
                URI.create("http://127.0.0.1:1/"), SECRET, 2, Duration.ofSeconds(1), time);
        for (int i = 0; i < 5; i++) {
            poster.offer("{}");
        }
        assertEquals(2, poster.stats().count("waiting"));
        assertEquals(3, poster.stats().count("dropped"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://example.com/  | a secret of 22 letters | `url` must begin with https://, or with http:// and a loopback address
            nothing              | a secret of 22 letters | `url` must begin with https://, or with http:// and a loopback address
            https://example.com/ | short                  | `secret` must have at least 16 characters
            """)
    void a_wrong_setting_is_named(String url, String secret, String problem) {
        SettingsException refusal = assertThrows(
                SettingsException.class,
                () -> webhook.start(Contexts.of(time, dataDir, "url", url, "secret", secret)));
        assertEquals(problem, refusal.getMessage());
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }
}
