package sluice.engine.notes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The type of a file. Pictures are known by how they begin, whatever they are called; sound and video by what Telegram says, where it is
 * known.
 */
public final class FileType {

    public static final String UNKNOWN = "application/octet-stream";

    private static final Set<String> PLAYED = Set.of(
            "video/mp4",
            "video/webm",
            "video/quicktime",
            "audio/mpeg",
            "audio/mp4",
            "audio/x-m4a",
            "audio/aac",
            "audio/ogg",
            "audio/flac",
            "audio/x-flac",
            "audio/wav",
            "audio/x-wav");

    private FileType() {}

    static String of(Path file, String claimed) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(12);
        }
        String picture = picture(new String(head, StandardCharsets.ISO_8859_1));
        String lower = claimed.toLowerCase(Locale.ROOT);
        return !picture.isEmpty() ? picture : PLAYED.contains(lower) ? lower : UNKNOWN;
    }

    private static String picture(String head) {
        if (head.startsWith("\u00FF\u00D8\u00FF")) {
            return "image/jpeg";
        }
        if (head.startsWith("\u0089PNG\r\n\u001A\n")) {
            return "image/png";
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return "image/gif";
        }
        return head.startsWith("RIFF") && head.startsWith("WEBP", 8) ? "image/webp" : "";
    }

    public static boolean isPicture(String type) {
        return type.startsWith("image/");
    }

    public static boolean isVideo(String type) {
        return type.startsWith("video/");
    }

    public static boolean isSound(String type) {
        return type.startsWith("audio/");
    }
}
