package sluice.app.posts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.app.config.Language;
import sluice.app.json.Json;

/**
 * The file in which errands outlive the process. It is written as a whole beside the old one, which it then replaces in one step, so
 * that it is never half written.
 */
final class ErrandFile {

    /**
     * What stands in it.
     *
     * @param errands the errands in their order
     * @param newest the newest request of each user that was taken
     */
    record Content(List<Errand> errands, Map<Long, Integer> newest) {

        Content {
            errands = List.copyOf(errands);
            newest = Map.copyOf(newest);
        }
    }

    private final Path file;
    private final Path beside;

    ErrandFile(Path dataDir) {
        this.file = dataDir.resolve("posts.json");
        this.beside = dataDir.resolve("posts.json.new");
    }

    /**
     * Reads it.
     *
     * @return its content, empty when there is none yet
     * @throws IOException when it cannot be read, or is not what was written
     */
    Content read() throws IOException {
        if (!Files.exists(file)) {
            return new Content(List.of(), Map.of());
        }
        byte[] bytes = Files.readAllBytes(file);
        List<Errand> errands = new ArrayList<>();
        Map<Long, Integer> newest = new HashMap<>();
        try {
            JsonNode root = Json.MAPPER.readTree(bytes);
            root.required("errands").forEach(node -> errands.add(errand(node)));
            root.required("newest")
                    .forEach(node -> newest.put(
                            node.required("user").longValue(),
                            node.required("request").intValue()));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        return new Content(errands, newest);
    }

    /** Writes it, and returns when it is kept. */
    void write(Content content) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode errands = root.putArray("errands");
        content.errands().forEach(errand -> errands.add(json(errand)));
        ArrayNode newest = root.putArray("newest");
        content.newest()
                .forEach((user, request) -> newest.addObject().put("user", user).put("request", request));
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(root));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            // The new name is kept only with the folder that it stands in.
            folder.force(true);
        }
    }

    private ObjectNode json(Errand errand) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("user", errand.user())
                .put("request", errand.request())
                .put("language", errand.language().name())
                .put("source", errand.source())
                .put("link", errand.link())
                .put("first", errand.first())
                .put("last", errand.last())
                .put("next", errand.next())
                .put("under_way", errand.underWay())
                .put("copied", errand.copied())
                .put("missing", errand.missing())
                .put("progress", errand.progress())
                .put("cancelled", errand.cancelled());
        ArrayNode unknown = json.putArray("unknown");
        errand.unknown()
                .forEach(span -> unknown.addObject().put("first", span.first()).put("last", span.last()));
        return json;
    }

    private static Errand errand(JsonNode json) {
        List<Errand.Span> unknown = new ArrayList<>();
        json.required("unknown")
                .forEach(span -> unknown.add(new Errand.Span(
                        span.required("first").intValue(), span.required("last").intValue())));
        return new Errand(
                json.required("user").longValue(),
                json.required("request").intValue(),
                Language.valueOf(json.required("language").asText()),
                json.required("source").longValue(),
                json.required("link").asText(),
                json.required("first").intValue(),
                json.required("last").intValue(),
                json.required("next").longValue(),
                json.required("under_way").intValue(),
                json.required("copied").intValue(),
                json.required("missing").intValue(),
                unknown,
                json.required("progress").intValue(),
                json.required("cancelled").booleanValue());
    }
}
