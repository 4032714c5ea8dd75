package example.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sluice.api.Bounded;
import sluice.api.Stats;

/**
 * Posts texts to one address, one after the other. This class is thread-safe.
 *
 * <p>Each request has {@code X-Sluice-Signature: t=SECONDS,v1=HEX}: the HMAC-SHA256 of the seconds, a dot and the body, with the
 * secret as the key. Whoever receives it makes the same and compares; an old time is a request that was sent again by somebody else.
 */
final class Poster implements AutoCloseable {

    /** A server that fails is asked again after these, in milliseconds. */
    private static final long[] PAUSES = {1_000, 5_000};

    private final URI url;
    private final SecretKeySpec key;
    private final Duration timeout;
    private final Clock clock;

    @Bounded("plugins.webhook.queue")
    private final BlockingQueue<String> waiting;

    private final AtomicLong posted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().name("webhook").unstarted(this::run);

    Poster(URI url, String secret, int queue, Duration timeout, Clock clock) {
        this.url = url;
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
        this.timeout = timeout;
        this.clock = clock;
        this.waiting = new ArrayBlockingQueue<>(queue);
    }

    void start() {
        thread.start();
    }

    /** Never waits. */
    void offer(String body) {
        if (!waiting.offer(body)) {
            dropped.incrementAndGet();
        }
    }

    Stats stats() {
        return Stats.empty()
                .with("waiting", waiting.size())
                .with("posted", posted.get())
                .with("failed", failed.get())
                .with("dropped", dropped.get());
    }

    /** What waits is lost: this example keeps nothing on the disk. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                boolean arrived = post(waiting.take());
                (arrived ? posted : failed).incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean post(String body) throws InterruptedException {
        byte[] bytes = body.getBytes(UTF_8);
        for (int i = 0; i <= PAUSES.length; i++) {
            int status = status(bytes);
            if (status < 500) {
                return status >= 200 && status < 300;
            }
            if (i < PAUSES.length) {
                Thread.sleep(PAUSES[i]);
            }
        }
        return false;
    }

    /** The status of the answer; 599 when none came. */
    private int status(byte[] body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("X-Sluice-Signature", signature(body));
            connection.setDoOutput(true);
            // So that the JDK does not send it a second time by itself.
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            connection.disconnect();
            return status < 0 ? 599 : status;
        } catch (IOException e) {
            return 599;
        }
    }

    private String signature(byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((seconds + ".").getBytes(UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
