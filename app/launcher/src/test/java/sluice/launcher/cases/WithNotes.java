package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bot that keeps notes, and its pages. */
abstract class WithNotes extends WithBot {

    static final String DURABLE = "modules: {queue: sqlite}";
    static final String KEEPS_S = "{source: " + S + ", record: true, sync-edits: true}";

    /** A red dot. */
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    void awaitNotes(int count) {
        bot.advanceUntil(count + " notes", () -> bot.stat("notes", "count") == count && pending() == 0);
    }

    private long pending() {
        return bot.stat("queue", "pending");
    }

    /** What is exported, newest first. */
    List<JsonNode> notes() {
        return notes("");
    }

    List<JsonNode> notes(String query) {
        List<JsonNode> notes = new ArrayList<>();
        bot.json("/notes/export.json" + query).path("notes").forEach(notes::add);
        return notes;
    }

    /** The only note that there is. */
    JsonNode note() {
        List<JsonNode> notes = notes();
        assertEquals(1, notes.size());
        return notes.getFirst();
    }

    List<String> noteTexts(String query) {
        return notes(query).stream().map(note -> note.path("text").asText()).toList();
    }

    static String searching(String words) {
        return "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Raw(int status, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Raw raw(String path) {
        return exchange("GET", path, "");
    }

    /** Sends a form as a browser does from a page of ours. */
    Raw post(String path, Map<String, String> form) {
        return exchange(
                "POST",
                path,
                form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private Raw exchange(String method, String path, String form) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(bot.address() + path).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(method);
            if (method.equals("POST")) {
                connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
                connection.setRequestProperty("Sec-Fetch-Site", "same-origin");
                connection.setDoOutput(true);
                connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Raw(status, connection.getHeaderFields(), body == null ? new byte[0] : body.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of notes. */
    List<Path> files() {
        Path folder = dir.resolve("data/notes");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
