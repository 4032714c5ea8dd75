package sluice.queue.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Copy;

/** The newest copies. Not thread-safe. */
final class CopyMemory {

    /** About 1 MB; a durable queue remembers a hundred times as many. */
    static final int MAX_COPIES = 10_000;

    private record Original(String watch, long chatId, int messageId) {}

    @Bounded("MAX_COPIES")
    private final Map<Original, Copy> copies = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Original, Copy> eldest) {
            return size() > MAX_COPIES;
        }
    };

    void remember(List<Copy> made) {
        for (Copy copy : made) {
            copies.put(new Original(copy.watch(), copy.chatId(), copy.messageId()), copy);
        }
    }

    Optional<Copy> find(String watch, long chatId, int messageId) {
        return Optional.ofNullable(copies.get(new Original(watch, chatId, messageId)));
    }
}
