package sluice.telegram;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import sluice.api.Bounded;
import sluice.api.Ticker;

/**
 * Looks at a kept connection before a request goes over it. One that the server has closed meanwhile would leave the outcome unknown,
 * and an answer that nobody asked for would be taken for the next one. OkHttp itself looks only after 10 seconds.
 *
 * <p>With HTTP/2 there is nothing to look for: answers are numbered, and the end of a connection is read at once.
 */
final class IdleCheck implements Interceptor {

    /** A look takes a millisecond, so that a connection in steady use is trusted. */
    static final Duration TRUSTED = Duration.ofMillis(500);

    private static final int LOOK_MILLIS = 1;

    /** The connection was of no use, and nothing was sent. */
    static final class Stale extends IOException {

        private static final long serialVersionUID = 1L;

        Stale() {
            super("the server has closed the connection, or has sent what nobody asked for");
        }
    }

    private final Ticker ticker;

    /** Whether a server was seen to close a connection right after an answer: then none is trusted any more. */
    private volatile boolean closesAtOnce;

    @Bounded("the connections that are open")
    private final Map<Connection, Long> lastUsed = Collections.synchronizedMap(new WeakHashMap<>());

    IdleCheck(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection.protocol() != Protocol.HTTP_1_1) {
            return chain.proceed(chain.request());
        }
        Long used = lastUsed.get(connection);
        boolean trusted = used == null || (!closesAtOnce && ticker.nanos() - used < TRUSTED.toNanos());
        if (!trusted && !isQuiet(connection.socket())) {
            throw new Stale();
        }
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            closesAtOnce |= used != null;
            throw e;
        } finally {
            lastUsed.put(connection, ticker.nanos());
        }
    }

    private static boolean isQuiet(Socket socket) {
        try {
            int before = socket.getSoTimeout();
            try {
                socket.setSoTimeout(LOOK_MILLIS);
                int _ = socket.getInputStream().read();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(before);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
