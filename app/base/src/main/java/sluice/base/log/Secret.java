package sluice.base.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/**
 * A text that must not be shown: it is in no {@code toString} and cannot be serialized. This class is immutable and
 * thread-safe.
 */
public final class Secret {

    private final String value;

    /** Wraps a text, which must not be blank. */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value;
    }

    /**
     * The text itself, for the one place that needs it: a request's address or header. Never log it or put it into a
     * message.
     */
    public String reveal() {
        return value;
    }

    /** Compares with a text of somebody else, in a time that does not tell how much of it was right. */
    public boolean matches(String text) {
        return MessageDigest.isEqual(value.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
