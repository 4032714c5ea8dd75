package sluice.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import sluice.base.log.Secret;
import sluice.config.Config;

/**
 * A running bot as another process sees it: by its pages.
 *
 * @param url where it listens
 * @param token what {@code http.token} is there; empty when there is none
 */
record RunningBot(URI url, Optional<String> token) {

    private static final int LIMIT_MILLIS = 10_000;
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** The bot that runs with a configuration on this machine, if there is one. */
    static RunningBot of(Config.Http http) {
        String host = EVERY_ADDRESS.contains(http.bind()) ? "127.0.0.1" : http.bind();
        String written = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return new RunningBot(
                URI.create("http://" + written + ":" + http.port()),
                http.token().map(Secret::reveal));
    }

    /** True if the address is one that can be asked. */
    boolean isHttp() {
        return url.getHost() != null && SCHEMES.contains(url.getScheme());
    }

    /** The address of a page. */
    String address(String path) {
        return url.toString().replaceAll("/+$", "") + path;
    }

    /**
     * Fetches a page.
     *
     * @throws IOException when there is none; its message says why, for the operator
     */
    String page(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address(path)).toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        int status;
        try {
            status = connection.getResponseCode();
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; is the bot running?", e);
        }
        if (status == 401) {
            throw new IOException("SLUICE_HTTP_TOKEN in the environment must be what http.token is there (HTTP 401)");
        }
        if (status == 429) {
            throw new IOException("too many wrong tokens came from this address; wait a minute (HTTP 429)");
        }
        if (status != 200) {
            throw new IOException("HTTP " + status + "; is it the bot that answers there?");
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
