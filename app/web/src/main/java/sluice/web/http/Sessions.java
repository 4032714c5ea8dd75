package sluice.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.base.collection.BoundedMap;
import sluice.base.log.Secret;
import sluice.base.time.Timeline;

/** The login sessions, in memory: a restart logs everybody out. This class is thread-safe. */
final class Sessions {

    /** The most sessions of one token; the one unused for longest goes first. */
    static final int MOST = 32;

    /** The most sessions of all tokens. */
    private static final int MOST_OF_ALL = 4096;

    /** The time for which a session may be unused. */
    static final Duration IDLE = Duration.ofHours(12);

    /** The lifetime of a session. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final int ID_BYTES = 32;

    /** {@code token} is what it was begun with. */
    private record Session(Secret token, Instant begun, Instant used) {}

    private final Timeline timeline;

    /** By what is derived from their ids: how long a look-up takes tells nothing about an id then. The one used last is the last. */
    @Bounded("MOST_OF_ALL")
    private final Map<String, Session> sessions = BoundedMap.byAge(MOST_OF_ALL);

    Sessions(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Begins one with a token; returns its id, for the cookie. */
    String begin(Secret token) {
        byte[] random = new byte[ID_BYTES];
        new SecureRandom().nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = timeline.now();
        synchronized (this) {
            List<String> same = sessions.entrySet().stream()
                    .filter(session -> session.getValue().token().equals(token))
                    .map(Map.Entry::getKey)
                    .toList();
            same.stream().limit(Math.max(0, same.size() - MOST + 1)).forEach(sessions::remove);
            sessions.put(key(id), new Session(token, now, now));
        }
        return id;
    }

    /** Uses one by the id of the cookie; returns the token it was begun with, or empty when there is none. */
    synchronized Optional<Secret> use(String id) {
        Instant now = timeline.now();
        String key = key(id);
        Session session = sessions.remove(key);
        boolean valid = session != null
                && now.isBefore(session.used().plus(IDLE))
                && now.isBefore(session.begun().plus(LONGEST));
        if (!valid) {
            return Optional.empty();
        }
        sessions.put(key, new Session(session.token(), session.begun(), now));
        return Optional.of(session.token());
    }

    /** Ends one, if there is one. */
    synchronized void end(String id) {
        sessions.remove(key(id));
    }

    private static String key(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
