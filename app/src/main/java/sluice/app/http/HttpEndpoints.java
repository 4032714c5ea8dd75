package sluice.app.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import sluice.app.config.Config;
import sluice.app.time.Timeline;

/** Serves {@link Pages} over HTTP. */
public final class HttpEndpoints implements AutoCloseable {

    /** Connections that the system keeps until we take them. */
    private static final int BACKLOG = 128;

    private final Listener listener;

    private HttpEndpoints(Listener listener) {
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @param config where
     * @param pages what is served
     * @param timeline the time of sessions and of wrong tokens
     * @return the running server
     * @throws IOException when the address cannot be used
     */
    public static HttpEndpoints start(Config.Http config, Pages pages, Timeline timeline) throws IOException {
        return start(config, pages, timeline, Limits.defaults());
    }

    static HttpEndpoints start(Config.Http config, Pages pages, Timeline timeline, Limits limits) throws IOException {
        InetAddress address = InetAddress.getByName(config.bind());
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(address, config.port()), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Access access = new Access(config.token(), server.getLocalPort(), timeline);
        Pages all = LoginPages.into(pages.asset("/page.css").asset("/icon.svg"), access);
        Hosts hosts = new Hosts(config.token().isPresent(), config.bind(), address);
        Listener listener =
                new Listener(server, new Door(all, access, hosts, limits, timeline), limits, timeline.alarm());
        listener.start();
        return new HttpEndpoints(listener);
    }

    /**
     * The port that it listens on.
     *
     * @return the port, the free one that was found when 0 was asked for
     */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
