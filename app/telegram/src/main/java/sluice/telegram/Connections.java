package sluice.telegram;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import sluice.base.time.Timeline;

/**
 * The connections of a process to Bot API servers, which all its bots share: over HTTP/2 the calls of a hundred bots need one. This
 * class is thread-safe.
 */
public final class Connections implements AutoCloseable {

    /** Many more than there are senders, so that no call ever waits for another one. */
    private static final int NO_LIMIT = 10_000;

    /**
     * The maximum number of idle connections: as many as the bots of a process may have calls under way over HTTP/1.1, so that none
     * shakes hands anew while there is much to send. With 16, a hundred bots spent two thirds of their processor time on that.
     */
    private static final int MOST_IDLE = 128;

    /** Shorter than servers wait, so that mostly we are the first to close. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    /** The connect timeout for each address of the server's name. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** The interval of HTTP/2 pings. All calls share a connection there, and pings find one that died in silence. */
    private static final Duration PING_EVERY = Duration.ofSeconds(15);

    private final OkHttpClient shared;

    /** No connection yet. */
    public Connections(Timeline timeline) {
        shared = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(MOST_IDLE, LONGEST_IDLE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(CONNECT_LIMIT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .pingInterval(PING_EVERY)
                .followRedirects(false)
                .addNetworkInterceptor(new IdleCheck(timeline.ticker()))
                .eventListenerFactory(
                        call -> HttpTransport.EXCHANGE.isBound() ? HttpTransport.EXCHANGE.get() : EventListener.NONE)
                .build();
    }

    /** A client for one bot, whose calls can be ended by themselves. */
    OkHttpClient client() {
        Dispatcher inPlace = new Dispatcher(new InPlace());
        inPlace.setMaxRequests(NO_LIMIT);
        inPlace.setMaxRequestsPerHost(NO_LIMIT);
        return shared.newBuilder().dispatcher(inPlace).build();
    }

    /** Closes what is kept. */
    @Override
    public void close() {
        shared.connectionPool().evictAll();
    }
}
