package example.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import sluice.api.ComponentContext;
import sluice.api.MessageTransform;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.StepMessage;

/**
 * Posts each message that passes to a web address, as signed JSON, and leaves the message as it is. This class is thread-safe.
 *
 * <p>A step must answer at once, and a web server may take long. So the step only puts the message into a bounded queue, and a thread
 * of its own posts it. What does not fit into the queue is dropped and counted: the message itself goes on in any case.
 *
 * <p>Settings, under {@code plugins.webhook}: {@code url}, {@code secret} (at least 16 characters), {@code queue} (1000 messages) and
 * {@code timeout} (10s). In a watch: {@code - webhook}.
 */
@Provider(name = "webhook")
public final class Webhook implements MessageTransform, StatsProvider {

    private static final int QUEUE = 1_000;
    private static final int MAX_QUEUE = 100_000;
    private static final int SHORTEST_SECRET = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private volatile Poster poster;

    /** Does nothing: the bot also creates providers to see whether it can, and throws them away. */
    public Webhook() {}

    @Override
    public void start(ComponentContext context) {
        Settings settings = context.settings().allowing("url", "secret", "queue", "timeout");
        String secret = settings.required("secret");
        if (secret.length() < SHORTEST_SECRET) {
            throw new SettingsException("`secret` must have at least " + SHORTEST_SECRET + " characters");
        }
        int queue = settings.integer("queue", QUEUE);
        if (queue < 1 || queue > MAX_QUEUE) {
            throw new SettingsException("`queue` must be between 1 and " + MAX_QUEUE + ", not " + queue);
        }
        poster = new Poster(
                url(settings.required("url")), secret, queue, settings.duration("timeout", TIMEOUT), context.clock());
        poster.start();
    }

    /** Without {@link #start}, as where only the configuration is checked, nothing is posted. */
    @Override
    public Use use(Settings settings) {
        settings.allowing();
        return message -> {
            Poster started = poster;
            if (started != null) {
                started.offer(json(message));
            }
            return message.text();
        };
    }

    @Override
    public Stats stats() {
        return poster.stats();
    }

    @Override
    public void close() {
        poster.close();
    }

    private static String json(StepMessage message) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("chat", message.chatId())
                .put("message", message.messageId())
                .put("topic", message.topic())
                .put("media", message.media().key())
                .put("text", message.text().text());
        json.putObject("sender")
                .put("user", message.sender().userId())
                .put("chat", message.sender().chatId())
                .put("name", message.sender().name());
        return json.toString();
    }

    /** What is posted is private, so it goes over TLS, or stays on this machine. */
    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean local = url.getHost() != null && isLoopback(url.getHost());
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && local)) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new SettingsException("`url` is not an address: " + e.getMessage());
        }
        throw new SettingsException("`url` must begin with https://, or with http:// and a loopback address");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return host.equals("localhost");
        }
    }
}
