package sluice.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A fault in the configuration, and its place. It never holds a token.
 *
 * @param file the file with the problem
 * @param line its line, from 1; 0 when it is about the file as a whole
 * @param key the full key, such as {@code deliver.pace.global} or {@code watches[2].delay}; empty when it is about none
 * @param message the fault, and what would be right
 */
public record Problem(Path file, int line, String key, String message) {

    /** Checks that nothing is missing. */
    public Problem {
        requireNonNull(file, "file");
        requireNonNull(key, "key");
        requireNonNull(message, "message");
        if (line < 0) {
            throw new IllegalArgumentException("line must not be negative, but is " + line);
        }
    }

    /**
     * The problem in one line, as it is printed.
     *
     * @return for example {@code sluice.yaml:12: http.port: must be a whole number from 0 to 65535, not `x`}
     */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
