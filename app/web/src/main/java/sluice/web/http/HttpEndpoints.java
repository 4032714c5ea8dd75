package sluice.web.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.control.part.WebServer;

/** Serves a {@link Site} over HTTP, with the server of the JDK. */
public final class HttpEndpoints implements WebServer {

    /** Connections that the system keeps until they are accepted. */
    private static final int BACKLOG = 1024;

    private final HttpServer server;

    private HttpEndpoints(HttpServer server) {
        this.server = server;
    }

    /** Sets the limits of the JDK's server, which reads them once. To be called before a plugin can use that server. */
    public static void setLimits() {
        Limits.setProperties();
    }

    /** Starts to listen; throws when the address cannot be used. */
    public static HttpEndpoints start(Config.Http config, Site site, Timeline timeline) throws IOException {
        return start(config, site, timeline, Limits.defaults());
    }

    static HttpEndpoints start(Config.Http config, Site site, Timeline timeline, Limits limits) throws IOException {
        setLimits();
        InetAddress address = InetAddress.getByName(config.bind());
        HttpServer server = HttpServer.create(new InetSocketAddress(address, config.port()), BACKLOG);
        Access access = new Access(config.token(), site, server.getAddress().getPort(), timeline);
        LoginPages.into(site.root().pages().asset("/page.css").asset("/icon.svg"), access);
        Hosts hosts = new Hosts(access::needsToken, config.bind(), address);
        Exchanges exchanges = new Exchanges(limits.exchanges());
        server.setExecutor(exchanges);
        server.createContext("/", new ExchangeHandler(new RequestGate(site, access, hosts, limits), exchanges));
        server.start();
        return new HttpEndpoints(server);
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
