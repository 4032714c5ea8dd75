package sluice.control.part;

import java.util.Optional;
import java.util.ServiceLoader;

/** Serves the dashboard, the notes, the metrics and what other programs ask for. */
public interface WebServer extends AutoCloseable {

    /** Finds the factory of the web server of this image. Returns empty when the image has no web pages. */
    static Optional<WebServerFactory> find() {
        return ServiceLoader.load(WebServer.class.getModule().getLayer(), WebServerFactory.class)
                .findFirst();
    }

    /** The port that it listens on; a free one where 0 was asked for. */
    int port();

    @Override
    void close();
}
