package sluice.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sluice.base.json.Json;
import sluice.base.log.Secret;
import sluice.config.Config;
import sluice.launcher.bot.ExitCode;

/**
 * A running bot as another process sees it: by its pages.
 *
 * @param url its address
 * @param token the value of {@code http.token} there; empty for none
 * @param tokenFrom the place where a user writes that value
 */
record RunningBot(URI url, Optional<String> token, String tokenFrom) {

    interface Printer {
        void print(String page) throws IOException;
    }

    private static final int LIMIT_MILLIS = 10_000;
    private static final String NOT_THE_BOT = "what answers there seems not to be Sluice";
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** The bot that runs with a configuration on this machine; empty, with the reason printed, if its address is not known. */
    static Optional<RunningBot> of(Config.Http http, ConfigOption option, Environment environment) {
        if (http.port() == 0) {
            option.report(
                    List.of("http.port: 0 takes a free port, so the address is not known here; the bot's log names it,"
                            + " and --url takes it"),
                    environment);
            return Optional.empty();
        }
        return Optional.of(of(http));
    }

    /** The bot that runs with a configuration on this machine, if there is one. */
    static RunningBot of(Config.Http http) {
        String host = EVERY_ADDRESS.contains(http.bind()) ? "127.0.0.1" : http.bind();
        String written = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return new RunningBot(
                URI.create("http://" + written + ":" + http.port()),
                http.token().map(Secret::reveal),
                "http.token in the configuration, or SLUICE_HTTP_TOKEN,");
    }

    /** The bot at an address that the command line names. */
    static RunningBot at(URI url, Environment environment) {
        return new RunningBot(
                url,
                Optional.ofNullable(environment.variables().get("SLUICE_HTTP_TOKEN")),
                "SLUICE_HTTP_TOKEN in the environment");
    }

    /** A bot runs there, and does not answer whoever asks so. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private RefusedException(String message) {
            super(message);
        }
    }

    /** Prints a page, or why there is none. */
    ExitCode show(String path, String content, Environment environment, Printer printer) {
        if (url.getHost() == null || !SCHEMES.contains(url.getScheme()) || url.getPort() > 65_535) {
            environment.complain("--url: not an http address: " + url);
            return ExitCode.USAGE;
        }
        if (url.getRawUserInfo() != null) {
            environment.complain("--url: must not hold a user or a password; SLUICE_HTTP_TOKEN takes the token");
            return ExitCode.USAGE;
        }
        try {
            printer.print(page(path));
            return ExitCode.DONE;
        } catch (IOException e) {
            environment.complain("sluice: no " + content + " from " + address(path) + ": " + e.getMessage());
            return ExitCode.UNEXPECTED;
        }
    }

    /**
     * Reads a page of the bot.
     *
     * @param member a member that the bot's page has
     * @throws IOException if it is the page of something else
     */
    static JsonNode parsed(String page, String member) throws IOException {
        try {
            JsonNode json = Json.MAPPER.readTree(page);
            if (json.has(member)) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new IOException("no JSON; " + NOT_THE_BOT, e);
        }
        throw new IOException("no member `" + member + "`; " + NOT_THE_BOT);
    }

    private String address(String path) {
        return url.toString().replaceAll("/+$", "") + path;
    }

    /**
     * Fetches a page.
     *
     * @throws IOException if there is none; its message says why, for the operator
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
        } catch (UnknownHostException e) {
            throw new IOException("there is no host " + url.getHost(), e);
        } catch (ConnectException | SocketTimeoutException e) {
            throw new IOException(e.getMessage() + "; is the bot running?", e);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; " + NOT_THE_BOT, e);
        }
        if (status == 401) {
            throw new RefusedException(tokenFrom + " must be what http.token is there (HTTP 401)");
        }
        if (status == 429) {
            throw new RefusedException("too many wrong tokens came from this address; wait a minute (HTTP 429)");
        }
        if (status == 404 && path.startsWith("/bots/")) {
            throw new IOException("the bot does not run there; `sluice bots list` says what became of it (HTTP 404)");
        }
        if (status != 200) {
            throw new IOException("HTTP " + status + "; " + NOT_THE_BOT);
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
