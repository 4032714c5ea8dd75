package sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process at one moment.
 *
 * @param minutes since its start
 * @param resident its memory, megabytes of a million bytes
 * @param heap what of it is used by objects, garbage included
 * @param threads how many
 * @param files files, sockets and other handles that it has open
 * @param pending jobs that wait
 * @param deadLetters dead deadLetters
 * @param arrived messages that have arrived so far
 */
record SoakSample(
        double minutes,
        double resident,
        double heap,
        long threads,
        long files,
        long pending,
        long deadLetters,
        long arrived) {

    static final String HEADER = "minutes,resident_mb,heap_mb,threads,files,pending,dead_letters,arrived";

    private static final Pattern PORT = Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");
    private static final int PATIENCE_MILLIS = 20_000;
    private static final double MEGABYTE = 1e6;

    static SoakSample of(Run run) throws IOException {
        JsonNode stats = stats(run);
        return new SoakSample(
                run.sinceStart().toMillis() / 60_000.0,
                run.residentMegabytes(),
                stats.path("jvm").path("heap_used_bytes").asLong() / MEGABYTE,
                run.threads(),
                run.openFiles(),
                stats.path("queue").path("pending").asLong(),
                stats.path("queue").path("dead_letters").asLong(),
                run.scene.arrived());
    }

    private static JsonNode stats(Run run) throws IOException {
        Matcher port = PORT.matcher(Files.readString(run.log()));
        if (!port.find()) {
            throw new IllegalStateException("the bot does not listen");
        }
        URI uri = URI.create(port.group(1) + "/stats");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return new ObjectMapper().readTree(body.readAllBytes());
        }
    }

    /** Its figures by name. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minutes", minutes);
        json.put("resident", resident);
        json.put("heap", heap);
        json.put("threads", threads);
        json.put("files", files);
        json.put("pending", pending);
        json.put("letters", deadLetters);
        json.put("arrived", arrived);
        return json;
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%.2f,%.1f,%.1f,%d,%d,%d,%d,%d",
                minutes,
                resident,
                heap,
                threads,
                files,
                pending,
                deadLetters,
                arrived);
    }
}
