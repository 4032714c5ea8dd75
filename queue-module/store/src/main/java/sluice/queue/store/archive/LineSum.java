package sluice.queue.store.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of lines, each with a line feed. */
final class LineSum {

    private final MessageDigest digest;

    LineSum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a line, which it returns. */
    String with(String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return line;
    }

    /** The sum of all lines; none is added after that. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
