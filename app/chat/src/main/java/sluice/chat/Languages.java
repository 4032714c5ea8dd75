package sluice.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import sluice.api.Bounded;
import sluice.telegram.model.Person;

/**
 * The language of each admin's Telegram, as last seen. It is needed for notices, whose readers have not just asked for anything. This class
 * is thread-safe.
 */
final class Languages {

    /** The most admins who are remembered. */
    static final int MAX = 1_000;

    @Bounded("MAX")
    private final Map<Long, String> codes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MAX;
        }
    };

    /** Somebody was seen. */
    synchronized void note(Person person) {
        codes.put(person.id(), person.languageCode());
    }

    /** The language of a user as an IETF tag, empty when it is not known. */
    synchronized String of(long user) {
        return codes.getOrDefault(user, "");
    }
}
