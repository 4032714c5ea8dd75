package sluice.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import sluice.api.Bounded;
import sluice.base.time.Timeline;

/** The login sessions, in memory: a restart logs everybody out. This class is thread-safe. */
final class Sessions {

    /** The most sessions; the one unused for longest goes first. */
    static final int MOST = 32;

    /** The time for which a session may be unused. */
    static final Duration IDLE = Duration.ofHours(12);

    /** The lifetime of a session. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final int ID_BYTES = 32;

    private record Session(Instant begun, Instant used) {}

    private final Timeline timeline;

    /** By what is derived from their ids: how long a look-up takes tells nothing about an id then. */
    @Bounded("MOST")
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Sessions(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * Begins one.
     *
     * @return its id, for the cookie
     */
    String begin() {
        byte[] random = new byte[ID_BYTES];
        new SecureRandom().nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = timeline.now();
        synchronized (this) {
            sessions.put(key(id), new Session(now, now));
        }
        return id;
    }

    /**
     * Uses one.
     *
     * @param id what the cookie says
     * @return whether there is one
     */
    synchronized boolean use(String id) {
        Instant now = timeline.now();
        String key = key(id);
        Session session = sessions.get(key);
        if (session == null) {
            return false;
        }
        boolean over = !now.isBefore(session.used().plus(IDLE))
                || !now.isBefore(session.begun().plus(LONGEST));
        if (over) {
            sessions.remove(key);
        } else {
            sessions.put(key, new Session(session.begun(), now));
        }
        return !over;
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
