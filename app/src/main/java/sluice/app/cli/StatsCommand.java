package sluice.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sluice.app.bot.ExitCode;

/** Prints the running bot's statistics. */
@Command(
        name = "stats",
        description = "Prints the statistics of a running bot as JSON.",
        mixinStandardHelpOptions = true,
        footer = "SLUICE_HTTP_TOKEN in the environment is sent along when http.token is set.")
final class StatsCommand implements Callable<Integer> {

    private static final int LIMIT_MILLIS = 10_000;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Environment environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where the bot listens (default: ${DEFAULT-VALUE}).")
    private URI url;

    StatsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (url.getHost() == null || !SCHEMES.contains(url.getScheme())) {
            environment.err().println("--url: not an http address: " + url);
            return ExitCode.USAGE.code();
        }
        String address = url.toString().replaceAll("/+$", "") + "/stats";
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            String token = environment.variables().get("SLUICE_HTTP_TOKEN");
            if (token != null) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            int status = connection.getResponseCode();
            if (status == 401) {
                return failed(
                        address, "SLUICE_HTTP_TOKEN in the environment must be what http.token is there (HTTP 401)");
            }
            if (status != 200) {
                return failed(address, "HTTP " + status + "; is it the bot that answers there?");
            }
            try (InputStream body = connection.getInputStream()) {
                environment.out().print(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                return ExitCode.DONE.code();
            }
        } catch (IOException e) {
            return failed(address, e.getMessage() + "; is the bot running?");
        }
    }

    private int failed(String address, String why) {
        environment.err().println("sluice: no statistics from " + address + ": " + why);
        return ExitCode.UNEXPECTED.code();
    }
}
