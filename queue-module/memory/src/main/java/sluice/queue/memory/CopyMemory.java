package sluice.queue.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import sluice.api.Bounded;
import sluice.api.Copy;

/** The newest copies. Not thread-safe. */
final class CopyMemory {

    /** About 1 MB; a durable queue remembers a hundred times as many. */
    static final int MAX_COPIES = 10_000;

    private record Original(String watch, long chatId, int messageId) {}

    @Bounded("MAX_COPIES")
    private final SequencedMap<Original, Copy> copies = new LinkedHashMap<>();

    void remember(List<Copy> made) {
        for (Copy copy : made) {
            copies.put(new Original(copy.watch(), copy.chatId(), copy.messageId()), copy);
            if (copies.size() > MAX_COPIES) {
                copies.pollFirstEntry();
            }
        }
    }

    Optional<Copy> find(String watch, long chatId, int messageId) {
        return Optional.ofNullable(copies.get(new Original(watch, chatId, messageId)));
    }
}
