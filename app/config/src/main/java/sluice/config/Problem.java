package sluice.config;

import java.nio.file.Path;

/**
 * A fault in the configuration, and its place. It never holds a token.
 *
 * @param line its line, from 1; 0 if it is about the file as a whole
 * @param key the full key, such as {@code deliver.pace.global} or {@code watches[2].delay}; empty if it is about none
 * @param message the fault, and what would be right
 */
public record Problem(Path file, int line, String key, String message) {

    public Problem {
        if (line < 0) {
            throw new IllegalArgumentException("line must not be negative, but is " + line);
        }
    }

    /** The problem in one line: {@code sluice.yaml:12: http.port: must be a whole number from 0 to 65535, not `x`}. */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
