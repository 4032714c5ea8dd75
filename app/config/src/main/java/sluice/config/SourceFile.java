package sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import sluice.base.file.FileProblem;

/** Reads small text files, and says in plain words why one cannot be read. */
public final class SourceFile {

    /** Far more than a thousand watches need; a larger file is some other file. */
    public static final int MAX_BYTES = 1 << 20;

    /** Ten thousand watches with names and some filters take half of it. */
    public static final int MAX_IMPORTED_BYTES = 8 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A text, or why there is none. */
    public sealed interface Content {

        /** The text of the file, without a byte order mark. */
        record Text(String text) implements Content {}

        /**
         * A file that cannot be read.
         *
         * @param line the line, from 1; 0 if it is about the file as a whole
         * @param why the reason, in words that follow the file's name
         */
        record Unreadable(int line, String why) implements Content {}
    }

    /** The mark that tells one version of a file from another. */
    public record Mark(FileTime modified, long size) {

        /** The mark of a file as it is now. */
        public static Mark of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Mark(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                // Editors replace files: for a moment there is none. When it stays away, reading it will say so.
                return new Mark(FileTime.fromMillis(0), -1);
            }
        }
    }

    private SourceFile() {}

    /** True if everybody on this machine may read a file, where the system knows of others. */
    static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Reads a file in UTF-8. */
    public static Content read(Path file) {
        return read(file, MAX_BYTES);
    }

    /** Reads a file in UTF-8 of at most some bytes, a multiple of 1 MB. */
    public static Content read(Path file, int maxBytes) {
        if (Files.isDirectory(file)) {
            return new Content.Unreadable(0, "is a folder, not a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Reading a pipe or a device may never end.
            return new Content.Unreadable(0, "is a pipe or a device, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                return new Content.Unreadable(0, "is larger than " + (maxBytes >> 20) + " MB");
            }
            return decode(bytes);
        } catch (NoSuchFileException e) {
            return new Content.Unreadable(0, "does not exist");
        } catch (IOException e) {
            return new Content.Unreadable(0, "cannot be read: " + FileProblem.reason(e));
        }
    }

    private static Content decode(byte[] bytes) {
        if (bytes.length >= 2 && (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE))) {
            return new Content.Unreadable(0, "is encoded in UTF-16; save it as UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            return new Content.Unreadable(lineAt(text, text.length()), "is not encoded in UTF-8; save it as UTF-8");
        }
        return new Content.Text(text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text);
    }

    /** The line, from 1, in which a place of a text is. */
    static int lineAt(String text, int index) {
        return 1
                + (int) text.substring(0, Math.min(index, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes[0] == (byte) first && bytes[1] == (byte) second;
    }
}
