package sluice.engine.posts;

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
import sluice.base.json.Json;
import sluice.base.text.Language;

/**
 * The file in which copy requests outlive the process. It is written as a whole beside the old one, which it then replaces in one step, so
 * that it is never half written.
 */
final class CopyRequestFile {

    /**
     * The content of the file.
     *
     * @param copyRequests the copy requests in their order
     * @param newest the newest request of each user that was taken
     */
    record Content(List<CopyRequest> copyRequests, Map<Long, Integer> newest) {

        Content {
            copyRequests = List.copyOf(copyRequests);
            newest = Map.copyOf(newest);
        }
    }

    private final Path file;
    private final Path beside;

    CopyRequestFile(Path dataDir) {
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
        List<CopyRequest> copyRequests = new ArrayList<>();
        Map<Long, Integer> newest = new HashMap<>();
        try {
            JsonNode root = Json.MAPPER.readTree(bytes);
            root.required("errands").forEach(node -> copyRequests.add(copyRequest(node)));
            root.required("newest")
                    .forEach(node -> newest.put(
                            node.required("user").longValue(),
                            node.required("request").intValue()));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        return new Content(copyRequests, newest);
    }

    /** Writes it, and returns when it is kept. */
    void write(Content content) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode copyRequests = root.putArray("errands");
        content.copyRequests().forEach(copyRequest -> copyRequests.add(json(copyRequest)));
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

    private ObjectNode json(CopyRequest copyRequest) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("user", copyRequest.user())
                .put("request", copyRequest.request())
                .put("language", copyRequest.language().name())
                .put("source", copyRequest.source())
                .put("link", copyRequest.link())
                .put("first", copyRequest.first())
                .put("last", copyRequest.last())
                .put("next", copyRequest.next())
                .put("under_way", copyRequest.underWay())
                .put("copied", copyRequest.copied())
                .put("missing", copyRequest.missing())
                .put("progress", copyRequest.progress())
                .put("cancelled", copyRequest.cancelled());
        ArrayNode unknown = json.putArray("unknown");
        copyRequest
                .unknown()
                .forEach(span -> unknown.addObject().put("first", span.first()).put("last", span.last()));
        return json;
    }

    private static CopyRequest copyRequest(JsonNode json) {
        List<CopyRequest.Span> unknown = new ArrayList<>();
        json.required("unknown")
                .forEach(span -> unknown.add(new CopyRequest.Span(
                        span.required("first").intValue(), span.required("last").intValue())));
        return new CopyRequest(
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
