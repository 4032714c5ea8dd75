package sluice.telegram;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The path under which a server gives out a file. It is the server's word, and must not lead anywhere else on it. */
final class FilePath {

    private static final int LONGEST = 1_000;

    private FilePath() {}

    /** The path as a part of an address; empty when it is none, such as that of a server which keeps files for itself. */
    static Optional<String> encoded(String path) {
        String[] parts = path.split("/", -1);
        boolean plain = path.length() <= LONGEST
                && Arrays.stream(parts).noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                && path.chars().noneMatch(character -> character < ' ' || character == '\\');
        return plain
                ? Optional.of(Arrays.stream(parts)
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/")))
                : Optional.empty();
    }
}
