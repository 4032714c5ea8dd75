package sluice.base.log;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import sluice.api.Bounded;

/**
 * The secrets to redact from all output. The last line of defence: nothing prints a secret on purpose, but an exception
 * of a library may carry the address that it called, and the token is a part of that. This class is thread-safe.
 */
public final class Secrets {

    /** Of a bot token only what follows the bot's id is secret, and it may stand there alone or behind an encoded colon. */
    private static final int SHORTEST_PART = 20;

    @Bounded("the secrets of the configurations that were read; a bot token, its secret part and an HTTP token each")
    private static final Set<String> HIDDEN = new CopyOnWriteArraySet<>();

    private Secrets() {}

    /** Hides a secret from now on. */
    public static void hide(Secret secret) {
        String whole = secret.reveal();
        HIDDEN.add(whole);
        String part = whole.substring(whole.indexOf(':') + 1);
        if (part.length() >= SHORTEST_PART) {
            HIDDEN.add(part);
        }
    }

    /** A text with {@code ***} for every secret. */
    public static String redact(String text) {
        String safe = text;
        for (String secret : HIDDEN) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }
}
