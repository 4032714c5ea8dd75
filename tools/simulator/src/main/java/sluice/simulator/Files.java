package sluice.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Uploaded and posted files; the newest 1,000. Guarded by the engine's lock. */
final class Files {
    private static final int KEPT = 1_000;
    /** The largest file that getFile hands out, 20 MB. */
    private static final int MAX_DOWNLOAD = 20 * 1024 * 1024;

    /** One file: where it is downloaded from, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(String id, String path, byte[] content) {}

    private final Map<String, Stored> byId = new LinkedHashMap<>();
    private long next = 1;

    Stored add(String folder, String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        String path = folder + "/file_" + next + (dot < 0 ? "" : name.substring(dot));
        var stored = new Stored("SimulatedFile-" + next, path, content);
        next++;
        byId.put(stored.id(), stored);
        if (byId.size() > KEPT) {
            byId.remove(byId.keySet().iterator().next());
        }
        return stored;
    }

    Stored find(String id) {
        Stored stored = id == null ? null : byId.get(id);
        if (stored == null) {
            throw ApiError.badRequest("wrong file_id or the file is temporarily unavailable");
        }
        return stored;
    }

    /** {@return the file at this path, or null} */
    Stored at(String path) {
        for (Stored stored : byId.values()) {
            if (stored.path().equals(path)) {
                return stored;
            }
        }
        return null;
    }

    ObjectNode describe(String id) {
        Stored stored = find(id);
        if (stored.content().length > MAX_DOWNLOAD) {
            throw ApiError.badRequest("file is too big");
        }
        return json(stored).put("file_path", stored.path());
    }

    static ObjectNode json(Stored stored) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file_id", stored.id());
        json.put("file_unique_id", "unique-" + stored.id());
        json.put("file_size", stored.content().length);
        return json;
    }
}
